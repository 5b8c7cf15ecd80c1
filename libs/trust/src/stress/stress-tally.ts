import type { TrustModel } from '../model/model.js';
import { type PortfolioFilter, isIn } from './portfolio-filter.js';
import type { Exposure } from './exposure.js';
import { Gauge } from './gauge.js';
import type { Scenario } from './scenario.js';
import { byPointsLost, lineOf, type StressLine } from './stress-line.js';
import { emptyTotals, type StressTotals, tallyLine } from './stress-totals.js';

export type StressAsked = {
  readonly scenario: Scenario;
  /** The moment of the question: the scenario begins, and calls can still be made. Milliseconds since the epoch. */
  readonly asOf: number;
  /** All models by which the exposures were made. */
  readonly models: readonly TrustModel[];
  /** Left out: all relationships. */
  readonly filter?: PortfolioFilter;
};

export type StressTest = {
  /** The relationships that the scenario concerns, the most points lost first. */
  readonly lines: readonly StressLine[];
  readonly totals: StressTotals;
  /** By the person responsible; null: nobody. */
  readonly byOwner: ReadonlyMap<string | null, StressTotals>;
  /** Null: no segment. */
  readonly bySegment: ReadonlyMap<string | null, StressTotals>;
  /** Ids of the models that were used, sorted. */
  readonly models: readonly string[];
  /** How many relationships pass the filter, including those that the scenario does not concern. */
  readonly looked: number;
};

/** A stress test to which relationships are added one at a time. */
export class StressTally {
  private readonly gauges: ReadonlyMap<string, Gauge>;
  private readonly lines: StressLine[] = [];
  private readonly totals = emptyTotals();
  private readonly byOwner = new Map<string | null, StressTotals>();
  private readonly bySegment = new Map<string | null, StressTotals>();
  private readonly models = new Set<string>();
  private looked = 0;

  constructor(private readonly asked: StressAsked) {
    this.gauges = new Map(asked.models.map((model) => [model.id, new Gauge(model)]));
  }

  /** @throws RangeError when the exposure is of a model that was not given, or later than `asOf` */
  add(exposure: Exposure): void {
    const { scenario, asOf, filter } = this.asked;
    const gauge = this.gauges.get(exposure.model);
    if (gauge === undefined)
      throw new RangeError(`an exposure is of model ${exposure.model}, which is not among the given models`);
    if (filter !== undefined && !isIn(filter, exposure, asOf, gauge)) return;
    this.looked += 1;
    this.models.add(exposure.model);
    const line = lineOf(exposure, scenario, asOf, gauge);
    if (line === null) return;
    this.lines.push(line);
    for (const totals of [this.totals, totalsOf(this.byOwner, line.owner), totalsOf(this.bySegment, line.segment)])
      tallyLine(totals, line);
  }

  result(): StressTest {
    const { totals, byOwner, bySegment, looked } = this;
    const models = [...this.models].sort();
    return { lines: this.lines.toSorted(byPointsLost), totals, byOwner, bySegment, models, looked };
  }
}

function totalsOf(groups: Map<string | null, StressTotals>, name: string | null): StressTotals {
  let totals = groups.get(name);
  if (totals === undefined) groups.set(name, (totals = emptyTotals()));
  return totals;
}
