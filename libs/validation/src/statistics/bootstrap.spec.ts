import { clustersOf, resampled, spreadOf, type Resample } from './bootstrap.js';

const CUSTOMERS = clustersOf(['a', 'a', 'a', 'b', 'c', 'c', 'd', 'e']);
const draws = (seed: number) => [...resampled(CUSTOMERS, 200, seed)].length;
const drawn = (seed: number) => Array.from(resampled(CUSTOMERS, 200, seed), ({ weights }) => [...weights]);

it('draws the same resamples from the same seed, and others from another', () => {
  expect(draws(7)).toBe(200);
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

it('draws whole customers, as many as there are', () => {
  for (const weights of drawn(3)) {
    const [a, , , b = 0, c = 0, , d = 0, e = 0] = weights;
    expect(weights).toEqual([a, a, a, b, c, c, d, e]);
    expect((a ?? 0) + b + c + d + e).toBe(5);
  }
});

it('draws nothing from fewer than five customers', () => {
  const of = (...customers: string[]) => [...resampled(clustersOf(customers), 100, 1)].length;
  expect([of('a', 'a'), of('a', 'b', 'c', 'd'), of('a', 'b', 'c', 'd', 'e')]).toEqual([0, 0, 100]);
});

it('contains 90 % of the figures, and is null where most rounds have none', () => {
  const values = Array.from({ length: 1001 }, (_, index) => index);
  expect(spreadOf(values)).toEqual({ low: 50, high: 950 });
  expect(spreadOf([1, null, null, null])).toBeNull();
  expect(spreadOf([])).toBeNull();
});

it('has a wider spread for the same predictions when they are about fewer customers', () => {
  const values: number[] = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 1 : 0));
  const meanOf = ({ weights }: Resample) => {
    const total = values.reduce((sum, _, index) => sum + (weights[index] ?? 0), 0);
    return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0) / total;
  };
  const width = (customerOf: (index: number) => string) => {
    const spread = spreadOf(
      Array.from(resampled(clustersOf(values.map((_, index) => customerOf(index))), 400, 1), meanOf),
    );
    return (spread?.high ?? 0) - (spread?.low ?? 0);
  };
  // Two kinds of customers, all alike within: six of them are six independent observations, not sixty.
  expect(width((index) => `${index % 6}`)).toBeGreaterThan(1.5 * width((index) => `${index}`));
});
