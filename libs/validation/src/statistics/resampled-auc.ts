import { clustersOf, resampled } from './bootstrap.js';
import { Ranking } from './ranking.js';

export type Resampling = {
  /** The customer of each prediction. */
  readonly customers: readonly string[];
  readonly rounds: number;
  readonly seed: number;
};

/**
 * The AUC of each bootstrap resample of customers. A customer that is drawn w times counts w times in pairs with other
 * customers. Pairs of its own predictions count w times too, and not w squared: a copy of a customer says nothing new about
 * the customer, and in a period with few customers such pairs would bias every resample.
 * @param stratum left out: all pairs count
 */
export function resampledAuc(
  risk: ArrayLike<number>,
  bad: ArrayLike<boolean>,
  { customers, rounds, seed }: Resampling,
  stratum?: ArrayLike<number>,
): (number | null)[] {
  const clusters = clustersOf(customers);
  const ranking = new Ranking(risk, bad, stratum);
  const own = ownPairs(risk, bad, clusters, stratum);
  const found: (number | null)[] = [];
  for (const { weights, drawn } of resampled(clusters, rounds, seed)) {
    let { pairs, won } = ranking.tally(weights);
    for (let cluster = 0; cluster < drawn.length; cluster += 1) {
      const times = drawn[cluster] ?? 0;
      if (times < 2) continue;
      const surplus = times * times - times;
      pairs -= surplus * (own.pairs[cluster] ?? 0);
      won -= surplus * (own.won[cluster] ?? 0);
    }
    found.push(pairs > 0 ? won / pairs : null);
  }
  return found;
}

/** The pairs within each customer. */
function ownPairs(
  risk: ArrayLike<number>,
  bad: ArrayLike<boolean>,
  clusters: Uint32Array,
  stratum?: ArrayLike<number>,
): { readonly pairs: Float64Array; readonly won: Float64Array } {
  const groups = new Map<string, number>();
  const groupOf = Array.from(clusters, (cluster, index) => {
    const key = `${cluster}:${stratum?.[index] ?? 0}`;
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    return group;
  });
  const [pairs, won] = [new Float64Array(clusters.length), new Float64Array(clusters.length)];
  new Ranking(risk, bad, groupOf).eachStratum(undefined, (here, member) => {
    const cluster = clusters[member] ?? 0;
    pairs[cluster] = (pairs[cluster] ?? 0) + here.pairs;
    won[cluster] = (won[cluster] ?? 0) + here.won;
  });
  return { pairs, won };
}
