import { type Tally, tallyAt } from '../evidence/tally.js';
import type { Weighed } from '../evidence/weigh.js';
import type { TrustModel } from '../model/model.js';
import { type PriorChoice, priorsOf } from '../score/prior.js';
import { type Estimate, estimateOf } from '../score/estimate.js';
import { type Enclosure, enclosureOf } from './enclosure.js';

/** Trust as a function of time under one model and one prior. */
export type Curve = {
  readonly model: TrustModel;
  readonly at: (asOf: number) => Moment;
  /** Bounds for the time between two moments. No entry may start to count after the first and up to the last. */
  readonly between: (first: Moment, last: Moment) => Enclosure;
};

export type Moment = { readonly asOf: number; readonly tally: Tally; readonly estimate: Estimate };

/** @throws RangeError when the prior is not from 5 to 95 points */
export function curveOf(weighed: Weighed, prior?: PriorChoice): Curve {
  const { model } = weighed;
  const priors = priorsOf(model, prior);
  return {
    model,
    at: (asOf) => {
      const tally = tallyAt(weighed, asOf);
      return { asOf, tally, estimate: estimateOf(tally, model, priors) };
    },
    between: (first, last) => enclosureOf(first.tally, last.tally, model, priors),
  };
}
