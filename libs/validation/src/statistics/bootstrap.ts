import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { quantileSorted } from 'simple-statistics';

/**
 * With fewer customers there is no interval. Resamples of so few customers are much alike, so the interval would be too
 * narrow; with one customer it would look like certainty.
 */
export const FEWEST_CUSTOMERS = 5;

/** 90 % of the figures from resampled data lie between the two. */
export type Spread = { readonly low: number; readonly high: number };

/** The customer of each prediction as a number, from 0 in the order in which they first appear. */
export function clustersOf(customers: readonly string[]): Uint32Array {
  const places = new Map<string, number>();
  return Uint32Array.from(customers, (name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
}

/** How often each prediction and each customer counts in one resample. */
export type Resample = { readonly weights: Float64Array; readonly drawn: Float64Array };

/**
 * Bootstrap: draws whole customers with replacement, since the predictions about one customer are not independent.
 * @param clusters the customer of each prediction, as a number from 0
 * @param rounds how many resamples are drawn
 * @param seed the same seed draws the same
 * @returns one resample a round; the arrays are used again for the next round. Nothing for fewer than `FEWEST_CUSTOMERS`
 */
export function* resampled(clusters: Uint32Array, rounds: number, seed: number): Generator<Resample> {
  const size = clusters.reduce((most, place) => Math.max(most, place + 1), 0);
  const generator = xoroshiro128plus(seed);
  const drawn = new Float64Array(size);
  const weights = new Float64Array(clusters.length);
  for (let round = 0; round < rounds && size >= FEWEST_CUSTOMERS; round += 1) {
    drawn.fill(0);
    for (let draw = 0; draw < size; draw += 1) {
      const place = uniformInt(generator, 0, size - 1);
      drawn[place] = (drawn[place] ?? 0) + 1;
    }
    for (let index = 0; index < weights.length; index += 1) weights[index] = drawn[clusters[index] ?? 0] ?? 0;
    yield { weights, drawn };
  }
}

/** The 5 % and 95 % quantiles of the figures of all rounds; null where fewer than half of the rounds have one. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const found = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (found.length === 0 || found.length < values.length / 2) return null;
  return { low: quantileSorted(found, 0.05), high: quantileSorted(found, 0.95) };
}
