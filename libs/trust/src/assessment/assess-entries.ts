import type { EvidenceEntry } from '#relationship';
import { tallyAt } from '../evidence/tally.js';
import { type Weighed, weigh } from '../evidence/weigh.js';
import { type Dimension, DIMENSIONS } from '../model/dimension.js';
import type { TrustModel } from '../model/model.js';
import { type PriorChoice, priorsOf } from '../score/prior.js';
import { type Score, scoreOf } from '../score/score-at.js';
import { dimensionUncertainty, estimateOf, weightedMean } from '../score/estimate.js';
import { type Contribution, contributionsOf } from './contribution.js';
import { type Interval, intervalOf } from './interval.js';

/** A score with its full explanation: prior + the points of every contribution + cap = score, to 1e-9. */
export type Assessment = Score & {
  /** Trust without evidence, points. */
  readonly prior: number;
  /** Points, 0 or less: the deduction for the weakest dimension. */
  readonly cap: number;
  /** Of trust before the cap. It contains the score unless the cap lowers the score. */
  readonly interval: Interval;
  readonly dimensions: readonly DimensionAssessment[];
  readonly contributions: readonly Contribution[];
};

export type DimensionAssessment = {
  readonly dimension: Dimension;
  /** 0 to 100 points. */
  readonly score: number;
  /** 0 to 1; 1 when nothing is known. */
  readonly uncertainty: number;
};

/**
 * Assesses evidence at a time, milliseconds since the epoch; entries that do not count yet are left out.
 * @param entries in the order of compareEntries
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function assessEntries(
  entries: readonly EvidenceEntry[],
  { asOf, model, ...prior }: { readonly asOf: number; readonly model: TrustModel } & PriorChoice,
): Assessment {
  return assessWeighed(weigh(entries, model), asOf, prior);
}

/** The same, from weighed evidence. */
export function assessWeighed(weighed: Weighed, asOf: number, prior?: PriorChoice): Assessment {
  const { model } = weighed;
  const priors = priorsOf(model, prior);
  const tally = tallyAt(weighed, asOf);
  const estimate = estimateOf(tally, model, priors);
  const score = scoreOf(estimate, model);
  return {
    ...score,
    prior: 100 * weightedMean(priors, model.omega),
    cap: score.score - 100 * estimate.mean,
    interval: intervalOf(estimate, tally, model),
    dimensions: DIMENSIONS.map((dimension, d) => ({
      dimension,
      score: 100 * (estimate.expected[d] ?? 0),
      uncertainty: dimensionUncertainty(tally.known[d] ?? 0, model.priorWeight),
    })),
    contributions: contributionsOf(weighed, asOf, tally, priors),
  };
}
