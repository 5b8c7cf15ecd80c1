import { clustersOf, resampled, spreadOf } from '../statistics/bootstrap.js';
import { Ranking } from '../statistics/ranking.js';
import type { Estimate } from './result.js';

export type ContestAsked = {
  /** By the customer of each prediction. */
  readonly customers: readonly string[];
  readonly bad: readonly boolean[];
  /** The period of each prediction. */
  readonly strata: readonly number[];
  readonly rounds: number;
  readonly seed: number;
};

/** An AUC, and what it was on each of the resampled books. */
type Measured = { readonly value: number | null; readonly drawn: readonly (number | null)[] };
export type Placing = { readonly pooled: Measured; readonly within: Measured };

/**
 * Judges one contestant after another by the AUC, pooled and within periods, all on the same resampled books: so the
 * difference of two has an interval of its own, narrower than their two intervals suggest. Nothing is kept of a contestant
 * but its figures.
 */
export class Contest {
  private readonly clusters: Uint32Array;

  constructor(private readonly asked: ContestAsked) {
    this.clusters = clustersOf(asked.customers);
  }

  /** @param risks one for each prediction, any scale, higher is worse */
  place(risks: readonly number[]): Placing {
    const { bad, strata, rounds, seed } = this.asked;
    const rankings = [new Ranking(risks, bad), new Ranking(risks, bad, strata)] as const;
    const drawn = rankings.map((): (number | null)[] => []);
    for (const weights of resampled(this.clusters, rounds, seed))
      rankings.forEach((ranking, index) => drawn[index]?.push(ranking.auc(weights)));
    const [pooled, within] = rankings.map((ranking, index) => ({ value: ranking.auc(), drawn: drawn[index] ?? [] }));
    return { pooled: pooled as Measured, within: within as Measured };
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
