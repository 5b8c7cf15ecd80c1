import type { Tally } from '../evidence/tally.js';
import type { TrustModel } from '../model/model.js';
import { cappedTrust, expectation, uncertaintyOf, weightedMean } from '../score/estimate.js';

/** Bounds of trust and uncertainty throughout a stretch of time; 0 to 1. */
export type Enclosure = {
  readonly lowestTrust: number;
  readonly highestTrust: number;
  readonly lowestUncertainty: number;
  readonly highestUncertainty: number;
};

/**
 * Computes bounds for a stretch of time in which no entry starts to count. There every gain, loss and N' only falls, and an
 * expected value rises with its gain and falls with its loss. So the two ends bound everything between them.
 */
export function enclosureOf(first: Tally, last: Tally, model: TrustModel, priors: Float64Array): Enclosure {
  const lowest = [0, 0, 0, 0];
  const highest = [0, 0, 0, 0];
  for (let d = 0; d < 4; d++) {
    const prior = priors[d] ?? 0;
    lowest[d] = expectation(last.gain[d] ?? 0, first.loss[d] ?? 0, model.priorWeight, prior);
    highest[d] = expectation(first.gain[d] ?? 0, last.loss[d] ?? 0, model.priorWeight, prior);
  }
  return {
    lowestTrust: cappedTrust(weightedMean(lowest, model.omega), lowest, model.cap),
    highestTrust: cappedTrust(weightedMean(highest, model.omega), highest, model.cap),
    lowestUncertainty: uncertaintyOf(first, model),
    highestUncertainty: uncertaintyOf(last, model),
  };
}
