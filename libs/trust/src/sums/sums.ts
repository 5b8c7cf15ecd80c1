import { addToTally, emptyTally } from '../evidence/tally.js';
import { decayed, sumAt } from '../evidence/run.js';
import type { Weighed } from '../evidence/weigh.js';
import type { EvidenceClass, TrustModel } from '../model/model.js';
import { type PriorChoice, priorsOf } from '../score/prior.js';
import { type Score, scoreOf } from '../score/score-at.js';
import { estimateOf } from '../score/estimate.js';

/**
 * Everything that a score needs from the past, in plain JSON: the decayed sum of every class that has evidence, at one
 * time. It is stored with a list row, to compute the score of the row later without its entries.
 */
export type Sums = {
  readonly model: string;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly byClass: Readonly<Record<string, number>>;
};

export const sumsOf = ({ model, runs }: Weighed, asOf: number): Sums =>
  sumsFrom(
    runs.map((run): ClassSum => [run.class, sumAt(run, asOf)]),
    asOf,
    model,
  );

/** Adds the sums of two parts of one history, as of the later time. @throws RangeError when one is of another model */
export function mergeSums(a: Sums, b: Sums, model: TrustModel): Sums {
  const asOf = Math.max(a.asOf, b.asOf);
  const [ofA, ofB] = [new Map(classSums(a, model, asOf)), new Map(classSums(b, model, asOf))];
  const together = [...model.classes.values()].map((each): ClassSum => [
    each,
    (ofA.get(each) ?? 0) + (ofB.get(each) ?? 0),
  ]);
  return sumsFrom(together, asOf, model);
}

/**
 * The score at `asOf`, at or after the time of the sums. It is valid until the next entry starts to count.
 * @throws RangeError when the sums are of another model or later than `asOf`
 */
export function scoreFromSums(sums: Sums, asOf: number, model: TrustModel, prior?: PriorChoice): Score {
  const tally = emptyTally();
  for (const [evidenceClass, sum] of classSums(sums, model, asOf)) addToTally(tally, evidenceClass, sum, model);
  return scoreOf(estimateOf(tally, model, priorsOf(model, prior)), model);
}

type ClassSum = [EvidenceClass, number];

const sumsFrom = (sums: readonly ClassSum[], asOf: number, { id }: TrustModel): Sums => ({
  model: id,
  asOf,
  byClass: Object.fromEntries(sums.flatMap(([{ name }, sum]): [string, number][] => (sum === 0 ? [] : [[name, sum]]))),
});

/** The sums as of `asOf`, in the order of the model's classes, not of the names in the JSON. */
function classSums(sums: Sums, model: TrustModel, asOf: number): ClassSum[] {
  if (sums.model !== model.id) throw new RangeError(`the sums are of model ${sums.model}, not of ${model.id}`);
  if (asOf < sums.asOf) throw new RangeError(`sums as of ${sums.asOf} give no score at ${asOf}, which is earlier`);
  return Object.entries(sums.byClass)
    .flatMap(([name, sum]): ClassSum[] => {
      const found = model.classes.get(name);
      return found === undefined ? [] : [[found, decayed(sum, asOf - sums.asOf, found.halfLifeMs)]];
    })
    .toSorted(([a], [b]) => a.index - b.index);
}
