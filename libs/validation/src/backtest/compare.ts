import { resampled, spreadOf } from '../statistics/bootstrap.js';
import { Ranking } from '../statistics/ranking.js';
import type { Estimate } from './result.js';

export type Contestant = { readonly name: string; readonly risks: readonly number[] };

export type Contest = {
  /** By the customer of each prediction. */
  readonly clusters: readonly string[];
  readonly bad: readonly boolean[];
  /** The period of each prediction. */
  readonly strata: readonly number[];
  readonly rounds: number;
  readonly seed: number;
};

export type Placing = {
  readonly auc: Estimate | null;
  readonly aucWithin: Estimate | null;
  readonly ahead: Estimate | null;
  readonly aheadWithin: Estimate | null;
};

/**
 * The AUC of every contestant, pooled and within periods, and how far the first is ahead of each, all on the same
 * resampled books: so a difference has an interval of its own, narrower than the two intervals suggest.
 */
export function compare(contestants: readonly Contestant[], contest: Contest): Placing[] {
  const { bad, strata, clusters, rounds, seed } = contest;
  const pooled = contestants.map(({ risks }) => new Ranking(risks, bad));
  const within = contestants.map(({ risks }) => new Ranking(risks, bad, strata));
  const drawnPooled = contestants.map((): (number | null)[] => []);
  const drawnWithin = contestants.map((): (number | null)[] => []);
  for (const weights of resampled(clusters, rounds, seed)) {
    pooled.forEach((ranking, index) => drawnPooled[index]?.push(ranking.auc(weights)));
    within.forEach((ranking, index) => drawnWithin[index]?.push(ranking.auc(weights)));
  }
  const valuePooled = pooled.map((ranking) => ranking.auc());
  const valueWithin = within.map((ranking) => ranking.auc());
  return contestants.map((_, index) => ({
    auc: estimate(valuePooled[index] ?? null, drawnPooled[index] ?? []),
    aucWithin: estimate(valueWithin[index] ?? null, drawnWithin[index] ?? []),
    ahead: index === 0 ? null : difference(valuePooled, drawnPooled, index),
    aheadWithin: index === 0 ? null : difference(valueWithin, drawnWithin, index),
  }));
}

export function estimate(value: number | null, drawn: readonly (number | null)[]): Estimate | null {
  if (value === null) return null;
  const spread = spreadOf(drawn);
  return { value, low: spread?.low ?? null, high: spread?.high ?? null };
}

function difference(
  values: readonly (number | null)[],
  drawn: readonly (readonly (number | null)[])[],
  index: number,
): Estimate | null {
  const minus = (a: number | null | undefined, b: number | null | undefined) => (a == null || b == null ? null : a - b);
  return estimate(
    minus(values[0], values[index]),
    (drawn[0] ?? []).map((each, round) => minus(each, drawn[index]?.[round])),
  );
}
