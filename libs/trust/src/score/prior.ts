import type { TrustModel } from '../model/model.js';

/** Trust without evidence. The override goes before the prior of the segment, which goes before that of the model. */
export type PriorChoice = {
  /** 5 to 95 points, the same in every dimension. */
  readonly prior?: number | null;
  /** A segment for which the model has no prior counts as no segment. */
  readonly segment?: string | null;
};

/** a, by dimension. @throws RangeError when the override is not from 5 to 95 points */
export function priorsOf(model: TrustModel, { prior, segment }: PriorChoice = {}): Float64Array {
  if (prior != null) {
    if (!(prior >= 5 && prior <= 95)) throw new RangeError(`a prior must be from 5 to 95 points, not ${prior}`);
    return new Float64Array(4).fill(prior / 100);
  }
  return (segment == null ? undefined : model.priorsBySegment.get(segment)) ?? model.priors;
}
