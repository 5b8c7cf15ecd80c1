import { betaQuantile } from '../beta/beta-quantile.js';
import { type Tally, tallyAt } from '../evidence/tally.js';
import type { Weighed } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import { type PriorChoice, priorsOf } from '../score/prior.js';
import { type Estimate, estimateOf } from '../score/estimate.js';

/** Points, 0 to 100: trust before the cap lies in it with a probability of 90 %. */
export type Interval = { readonly low: number; readonly high: number };

/** @throws RangeError when the prior is not from 5 to 95 points */
export function intervalAt(weighed: Weighed, asOf: number, prior?: PriorChoice): Interval {
  const tally = tallyAt(weighed, asOf);
  return intervalOf(estimateOf(tally, weighed.model, priorsOf(weighed.model, prior)), tally, weighed.model);
}

/** The 5 % and 95 % quantiles of the Beta that has the mean and the variance of the dimensions' weighted sum. */
export function intervalOf({ expected, mean }: Estimate, tally: Tally, model: TrustModel): Interval {
  const spread = varianceOf(expected, tally, model);
  const observations = (mean * (1 - mean)) / spread - 1;
  const alpha = mean * observations;
  const beta = (1 - mean) * observations;
  // With this much evidence, or all of it on one side, less than a hundredth of a point of spread is left.
  if (!(alpha > 0 && beta > 0 && observations < 1e10)) return { low: 100 * mean, high: 100 * mean };
  // With a very small prior weight, a Beta can be concentrated at one end, and its mean can lie outside the quantiles.
  return {
    low: 100 * Math.min(mean, betaQuantile(0.05, alpha, beta)),
    high: 100 * Math.max(mean, betaQuantile(0.95, alpha, beta)),
  };
}

function varianceOf(expected: ArrayLike<number>, { gain, loss }: Tally, { omega, priorWeight }: TrustModel): number {
  let variance = 0;
  for (let d = 0; d < 4; d++) {
    const mean = expected[d] ?? 0;
    const observations = (gain[d] ?? 0) + (loss[d] ?? 0) + priorWeight;
    variance += ((omega[d] ?? 0) ** 2 * mean * (1 - mean)) / (observations + 1);
  }
  return variance;
}
