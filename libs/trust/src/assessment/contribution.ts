import { DAY_MS, type EvidenceEntry } from '#relationship';
import { sumAt } from '../evidence/run.js';
import { compounded, saturated, type Tally } from '../evidence/tally.js';
import { counts, type Weighed } from '../evidence/weigh.js';
import { type ByDimension, byDimension } from '../model/dimension.js';
import type { EvidenceClass, TrustModel } from '../model/model.js';

/** What one entry adds to the score. */
export type Contribution = {
  readonly entry: EvidenceEntry;
  /** Points of the score, signed. */
  readonly points: number;
  /** The same points by dimension; they sum to `points`. */
  readonly byDimension: ByDimension<number>;
  /** The share of the entry that remains after ageing, 0 to 1. */
  readonly remaining: number;
  readonly ageDays: number;
  /** m: severity, evidence grade, promptness and recovery multiplied. */
  readonly magnitude: number;
};

/** One contribution for every entry that counts at `asOf`, in the order of the entries; prior + all points + cap = score. */
export function contributionsOf(weighed: Weighed, asOf: number, tally: Tally, priors: Float64Array): Contribution[] {
  const { model } = weighed;
  const rates = new Map(
    weighed.runs.map((run) => [run.class, ratesOf(run.class, sumAt(run, asOf), tally, model, priors)]),
  );
  return weighed.entries
    .filter(({ entry }) => counts(entry, asOf))
    .map(({ entry, class: evidenceClass, magnitude }) => {
      const age = asOf - entry.at;
      const remaining = 2 ** (-age / evidenceClass.halfLifeMs);
      const points = (d: number) => (rates.get(evidenceClass)?.[d] ?? 0) * magnitude * remaining;
      return {
        entry,
        points: points(0) + points(1) + points(2) + points(3),
        byDimension: byDimension(points),
        remaining,
        ageDays: age / DAY_MS,
        magnitude,
      };
    });
}

/** Points per unit of a class's decayed sum, by dimension: the entries of a class share its points in proportion. */
export function ratesOf(
  evidenceClass: EvidenceClass,
  sum: number,
  tally: Tally,
  model: TrustModel,
  priors: Float64Array,
): Float64Array {
  // Both curves start with a slope of 1, so 1 is the limit of the ratio when a sum has decayed to 0.
  const gainShare = sum > 0 ? saturated(sum, evidenceClass.saturatesAt) / sum : 1;
  const lossShare = sum > 0 ? compounded(sum, model.kappa) / sum : 1;
  return priors.map((prior, d) => {
    const gain = (evidenceClass.gains[d] ?? 0) * gainShare * (1 - prior);
    const loss = (model.lambda[d] ?? 0) * (evidenceClass.losses[d] ?? 0) * lossShare * prior;
    const observations = (tally.gain[d] ?? 0) + (tally.loss[d] ?? 0) + model.priorWeight;
    return (100 * (model.omega[d] ?? 0) * (gain - loss)) / observations;
  });
}
