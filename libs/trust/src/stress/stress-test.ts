import type { TrustModel } from '../model/model.js';
import type { Exposure } from './exposure.js';
import { Gauge } from './gauge.js';
import type { Scenario } from './scenario.js';
import { byPointsLost, lineOf, type StressLine } from './stress-line.js';
import { emptyTotals, type StressTotals, tallyLine } from './stress-totals.js';

export type StressAsked = {
  readonly scenario: Scenario;
  /** The moment of the question: the scenario begins, and calls can still be made. Milliseconds since the epoch. */
  readonly asOf: number;
  readonly model: TrustModel;
  /** How many lines are wanted at most; totals are of all. Left out: all. */
  readonly most?: number;
};

export type StressTest = {
  /** Those that the scenario concerns, the most points lost first. */
  readonly lines: readonly StressLine[];
  readonly totals: StressTotals;
  /** By who answers for them; the empty text stands for nobody. */
  readonly byOwner: Readonly<Record<string, StressTotals>>;
  /** The empty text stands for no segment. */
  readonly bySegment: Readonly<Record<string, StressTotals>>;
  /** How many relationships were looked at, those not concerned too. */
  readonly looked: number;
};

/**
 * Puts a book to stress. Every relationship is read by its evidence, with the due times that the scenario makes pass
 * unmet among it, each alone: so the calls of all together are the fewest that keep every one that can be kept in its
 * band, where `search` of each says ALL. A part of a book gives a part of the answer: see mergeStress.
 * @param book already narrowed to the relationships that are asked about
 * @throws RangeError when an exposure is another model's, or later than `asOf`
 */
export function stressTest(book: Iterable<Exposure>, { scenario, asOf, model, most }: StressAsked): StressTest {
  const gauge = new Gauge(model);
  const lines: StressLine[] = [];
  const totals = emptyTotals();
  const [byOwner, bySegment] = [new Map<string, StressTotals>(), new Map<string, StressTotals>()];
  let looked = 0;
  for (const exposure of book) {
    looked += 1;
    const line = lineOf(exposure, scenario, asOf, gauge);
    if (line === null) continue;
    lines.push(line);
    tallyLine(totals, line);
    tallyLine(totalsOf(byOwner, line.owner), line);
    tallyLine(totalsOf(bySegment, line.segment), line);
  }
  return {
    lines: lines.sort(byPointsLost).slice(0, most),
    totals,
    byOwner: Object.fromEntries(byOwner),
    bySegment: Object.fromEntries(bySegment),
    looked,
  };
}

function totalsOf(groups: Map<string, StressTotals>, name: string | null): StressTotals {
  let totals = groups.get(name ?? '');
  if (totals === undefined) groups.set(name ?? '', (totals = emptyTotals()));
  return totals;
}
