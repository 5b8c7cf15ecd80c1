import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantileSorted } from 'simple-statistics';

/** What would be found in other books like this one: 90 % of them lie between. */
export type Spread = { readonly low: number; readonly high: number };

/**
 * Draws whole customers with replacement, since the predictions about one customer are no independent witnesses.
 * @param clusters the customer of each prediction
 * @param rounds how many books are drawn @param seed the same seed draws the same
 * @returns for each round how often each prediction counts; the array is used again for the next round
 */
export function* resampled(clusters: readonly string[], rounds: number, seed: number): Generator<Float64Array> {
  const places = new Map<string, number>();
  const clusterOf = Uint32Array.from(clusters, (name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
  const generator = xoroshiro128plus(seed);
  const drawn = new Float64Array(places.size);
  const weights = new Float64Array(clusters.length);
  for (let round = 0; round < rounds && places.size > 0; round += 1) {
    drawn.fill(0);
    for (let draw = 0; draw < places.size; draw += 1) {
      const place = uniformInt(generator, 0, places.size - 1);
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    for (let index = 0; index < weights.length; index += 1) weights[index] = drawn[clusterOf[index] ?? 0] ?? 0;
    yield weights;
  }
}

/** The 5 % and 95 % quantiles of what the rounds gave; null where fewer than half of them gave anything. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const found = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (found.length === 0 || found.length < values.length / 2) return null;
  return { low: quantileSorted(found, 0.05), high: quantileSorted(found, 0.95) };
}
