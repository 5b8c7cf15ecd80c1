import { spreadOf } from '../statistics/bootstrap.js';
import { aucOf } from '../statistics/ranking.js';
import { resampledAuc, type Resampling } from '../statistics/resampled-auc.js';
import type { Estimate } from './result.js';

export type ContestAsked = Resampling & {
  readonly bad: readonly boolean[];
  /** The period of each prediction. */
  readonly strata: readonly number[];
};

/** An AUC, and what it was on each of the resampled books. */
export type Measured = { readonly value: number | null; readonly drawn: readonly (number | null)[] };
export type Placing = { readonly pooled: Measured; readonly within: Measured };

/**
 * Judges one contestant after another by the AUC, pooled and within periods, all on the same resampled books: so the
 * difference of two has an interval of its own, narrower than their two intervals suggest. Nothing is kept of a contestant
 * but its figures.
 */
export class Contest {
  constructor(private readonly asked: ContestAsked) {}

  /** @param risks one for each prediction, any scale, higher is worse */
  place(risks: readonly number[]): Placing {
    return { pooled: this.measured(risks), within: this.measured(risks, this.asked.strata) };
  }

  private measured(risks: readonly number[], strata?: readonly number[]): Measured {
    const { bad } = this.asked;
    return { value: aucOf(risks, bad, strata), drawn: resampledAuc(risks, bad, this.asked, strata) };
  }
}

/** An AUC with its interval; null where there is no pair to compare. */
export const estimateOf = ({ value, drawn }: Measured): Estimate | null => {
  if (value === null) return null;
  const spread = spreadOf(drawn);
  return { value, low: spread?.low ?? null, high: spread?.high ?? null };
};

/** How far one is ahead of another. */
export const aheadOf = (one: Measured, other: Measured): Estimate | null =>
  estimateOf({
    value: minus(one.value, other.value),
    drawn: one.drawn.map((each, round) => minus(each, other.drawn[round] ?? null)),
  });

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
