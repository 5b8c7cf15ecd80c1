import { tallyAt } from '../evidence/tally.js';
import type { Weighed } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import { bandOf, type TrustBand } from './band.js';
import { type PriorChoice, priorsOf } from './prior.js';
import { type Estimate, estimateOf } from './estimate.js';

/** The score without its explanation. */
export type Score = {
  /** 0 to 100 points. */
  readonly score: number;
  readonly band: TrustBand;
  /** M, 0 to 1: the score before the cap. */
  readonly mean: number;
  /** 0 to 1; 1 when nothing is known. */
  readonly uncertainty: number;
};

/**
 * The score at a time, milliseconds since the epoch. Costs a look-up per class, not per entry.
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function scoreAt(weighed: Weighed, asOf: number, prior?: PriorChoice): Score {
  return scoreOf(estimateOf(tallyAt(weighed, asOf), weighed.model, priorsOf(weighed.model, prior)), weighed.model);
}

export const scoreOf = (estimate: Estimate, model: TrustModel): Score => ({
  score: 100 * estimate.trust,
  band: bandOf(estimate, model),
  mean: estimate.mean,
  uncertainty: estimate.uncertainty,
});
