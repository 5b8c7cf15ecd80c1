import { aheadOf, AucBootstrap, estimateOf } from './bootstrapped-auc.js';

/** Two weeks: within each the first predictor is right, and over both it is misled by their base rates. */
const BAD = [false, true, true, true, false, false, false, true];
const WEEKS = [1, 1, 1, 1, 2, 2, 2, 2];
const RIGHT_WITHIN = [0, 1, 1, 1, 2, 2, 2, 3];
const WRONG = BAD.map((bad) => (bad ? 0 : 1));

const bootstrap = (customers: readonly string[], rounds = 200) =>
  new AucBootstrap({ customers, bad: BAD, strata: WEEKS, rounds, seed: 7 });
const each = BAD.map((_, index) => `c-${index}`);

it('measures over all predictions, and among those of one period', () => {
  const { pooled, within } = bootstrap(each).measure(RIGHT_WITHIN);
  expect(within.value).toBe(1);
  // Of 16 pairs a bad one of the first week has the lower risk against each good one of the second: 9 lost.
  expect(pooled.value).toBe(7 / 16);
  expect(pooled.resampled).toHaveLength(200);
  expect(new Set(pooled.resampled).size).toBeGreaterThan(5);
  expect(new Set(within.resampled.filter((auc) => auc !== null))).toEqual(new Set([1]));
});

it('says how far the first is ahead of the second, on the same resamples', () => {
  const judged = bootstrap(each);
  const [right, wrong] = [judged.measure(RIGHT_WITHIN), judged.measure(WRONG)];
  expect(aheadOf(right.pooled, wrong.pooled)?.value).toBe(7 / 16);
  expect(aheadOf(wrong.within, right.within)).toEqual({ value: -1, low: -1, high: -1 });
  expect(aheadOf(right.pooled, right.pooled)).toEqual({ value: 0, low: 0, high: 0 });
  const spread = estimateOf(right.pooled);
  expect(spread?.low).toBeLessThan(7 / 16);
  expect(spread?.high).toBeGreaterThan(7 / 16);
});

it('has a figure but no interval where there is one customer alone', () => {
  const { pooled } = bootstrap(BAD.map(() => 'only')).measure(RIGHT_WITHIN);
  expect(estimateOf(pooled)).toEqual({ value: 7 / 16, low: null, high: null });
});

it('has no figure where there is no pair to compare', () => {
  const alike = new AucBootstrap({ customers: ['a', 'b'], bad: [true, true], strata: [1, 1], rounds: 10, seed: 1 });
  const { pooled, within } = alike.measure([1, 2]);
  expect([estimateOf(pooled), estimateOf(within), aheadOf(pooled, within)]).toEqual([null, null, null]);
});
