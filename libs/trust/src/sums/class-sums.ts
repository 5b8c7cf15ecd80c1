import { ratesOf } from '../assessment/contribution.js';
import { type Interval, intervalOf } from '../assessment/interval.js';
import { addToTally, emptyTally, type Tally } from '../evidence/tally.js';
import type { TrustModel } from '../model/model.js';
import { type PriorChoice, priorsOf } from '../score/prior.js';
import { type Score, scoreOf } from '../score/score-at.js';
import { type Estimate, estimateOf, weightedMean } from '../score/estimate.js';

/** A score with the part of its explanation that needs no single contacts: prior + points of all classes + cap = score. */
export type SumsAssessment = Score & {
  /** Trust without evidence, points. */
  readonly prior: number;
  /** Points, 0 or less. */
  readonly cap: number;
  /** Points, 0 to 100, in the order of DIMENSIONS. */
  readonly dimensions: readonly number[];
};

/**
 * Trust from the decayed sum S of every class at one time.
 * @param sums in the order of the model's classes, 0 for a class without evidence
 * @throws RangeError when the prior is not from 5 to 95 points
 */
export function readSums(sums: ArrayLike<number>, model: TrustModel, prior?: PriorChoice): SumsAssessment {
  const { priors, estimate } = estimateFrom(sums, model, prior);
  const score = scoreOf(estimate, model);
  return {
    ...score,
    prior: 100 * weightedMean(priors, model.omega),
    cap: score.score - 100 * estimate.mean,
    dimensions: [0, 1, 2, 3].map((d) => 100 * (estimate.expected[d] ?? 0)),
  };
}

/** The 90 % credible interval, as `Assessment.interval`. It costs more than readSums. */
export function intervalFromSums(sums: ArrayLike<number>, model: TrustModel, prior?: PriorChoice): Interval {
  const { tally, estimate } = estimateFrom(sums, model, prior);
  return intervalOf(estimate, tally, model);
}

/** Points that all entries of each class contribute together, in the order of the model's classes. */
export function pointsByClass(sums: ArrayLike<number>, model: TrustModel, prior?: PriorChoice): Float64Array {
  const { tally, priors } = estimateFrom(sums, model, prior);
  const points = new Float64Array(model.classes.size);
  for (const each of model.classes.values()) {
    const sum = sums[each.index] ?? 0;
    if (sum === 0) continue;
    const rates = ratesOf(each, sum, tally, model, priors);
    points[each.index] = sum * rates.reduce((total, rate) => total + rate, 0);
  }
  return points;
}

type Tallied = { readonly tally: Tally; readonly priors: Float64Array; readonly estimate: Estimate };

function estimateFrom(sums: ArrayLike<number>, model: TrustModel, prior?: PriorChoice): Tallied {
  const tally = emptyTally();
  for (const each of model.classes.values()) {
    const sum = sums[each.index] ?? 0;
    if (sum !== 0) addToTally(tally, each, sum, model);
  }
  const priors = priorsOf(model, prior);
  return { tally, priors, estimate: estimateOf(tally, model, priors) };
}
