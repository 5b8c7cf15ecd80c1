import type { Tally } from '../evidence/tally.js';
import type { TrustModel } from '../model/model.js';

/** The estimate of trust from a tally; everything from 0 to 1. Arrays in the order of DIMENSIONS. */
export type Estimate = {
  /** E: the expected value in each dimension. */
  readonly expected: ArrayLike<number>;
  /** M: the weighted mean of the dimensions. */
  readonly mean: number;
  /** T: the mean, or less where one dimension is much weaker. */
  readonly trust: number;
  /** 1 when nothing is known. */
  readonly uncertainty: number;
};

export function estimateOf(tally: Tally, model: TrustModel, priors: ArrayLike<number>): Estimate {
  const expected = [0, 0, 0, 0];
  for (let d = 0; d < 4; d++) {
    expected[d] = expectation(tally.gain[d] ?? 0, tally.loss[d] ?? 0, model.priorWeight, priors[d] ?? 0);
  }
  const mean = weightedMean(expected, model.omega);
  return { expected, mean, trust: cappedTrust(mean, expected, model.cap), uncertainty: uncertaintyOf(tally, model) };
}

/** E = (r + W a) / (r + s + W): rises with the gain, falls with the loss. */
export const expectation = (gain: number, loss: number, priorWeight: number, prior: number): number =>
  (gain + priorWeight * prior) / (gain + loss + priorWeight);

export function weightedMean(expected: ArrayLike<number>, omega: ArrayLike<number>): number {
  let mean = 0;
  for (let d = 0; d < 4; d++) mean += (omega[d] ?? 0) * (expected[d] ?? 0);
  return mean;
}

export function cappedTrust(mean: number, expected: ArrayLike<number>, cap: number): number {
  let trust = mean;
  for (let d = 0; d < 4; d++) trust = Math.min(trust, (expected[d] ?? 0) + cap);
  return trust;
}

/** u' of one dimension. */
export const dimensionUncertainty = (known: number, priorWeight: number): number => priorWeight / (known + priorWeight);

export function uncertaintyOf({ known }: Tally, { omega, priorWeight }: TrustModel): number {
  let uncertainty = 0;
  for (let d = 0; d < 4; d++) uncertainty += (omega[d] ?? 0) * dimensionUncertainty(known[d] ?? 0, priorWeight);
  return uncertainty;
}
