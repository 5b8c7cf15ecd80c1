import { DAY, entry, inOrder } from '../../test/planted.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import { assessEntries } from './assess-entries.js';

// The figures the model was agreed on, worked out beforehand by another program.
const HOUR = DAY / 24;
const at = (day: number, ...entries: Parameters<typeof inOrder>) =>
  assessEntries(inOrder(...entries), { asOf: day * DAY, model: TRUST_BETA_1 });
const base = [
  entry('check_in', 10),
  entry('expectation_kept', 14),
  entry('status_update', 20),
  entry('status_update', 27),
  entry('expectation_kept', 35),
];

it('starts from the prior', () => {
  const { score, interval, band, contributions } = at(0);
  expect(score).toBeCloseTo(70, 10);
  expect(interval.low).toBeCloseTo(45.7, 1);
  expect(interval.high).toBeCloseTo(89.8, 1);
  expect(band).toBe('INSUFFICIENT_EVIDENCE');
  expect(contributions).toEqual([]);
});

it('grows with promises kept and a word now and then', () => {
  const { score, interval, dimensions } = at(39, ...base);
  expect(dimensions.map((each) => each.score.toFixed(1))).toEqual(['70.0', '84.6', '74.8', '72.1']);
  expect(score).toBeCloseTo(75.8, 1);
  expect(interval.low).toBeCloseTo(54.5, 1);
  expect(interval.high).toBeCloseTo(92.3, 1);
});

it('explains a month in which one promise broke, told beforehand', () => {
  const { score, interval, prior, cap, contributions } = at(
    60,
    ...base,
    entry('proactive_disclosure', 40, { inform: { tookMs: 2 * HOUR, noticeMs: 4 * HOUR } }),
    entry('expectation_missed_forewarned', 42),
    entry('status_update', 43),
    entry('expectation_kept', 45),
    entry('joint_retrospective', 52),
  );
  expect(score).toBeCloseTo(78.7, 1);
  expect(interval.low).toBeCloseTo(61.5, 1);
  expect(interval.high).toBeCloseTo(92.2, 1);
  expect([prior, cap]).toEqual([expect.closeTo(70, 10), 0]);
  expect(contributions.map(({ points }) => points.toFixed(2))).toEqual(
    ['0.24', '1.36', '0.29', '0.32', '1.47', '3.63', '-3.29', '0.38', '1.53', '2.80'], // in the order of time
  );
});

it.each([
  [1, 70.4],
  [3, 70.9],
  [10, 71.2],
  [30, 71.2],
])('is hardly moved by %i check-ins in a month', (n, score) => {
  const checkIns = Array.from({ length: n }, (_, i) => entry('check_in', (30 * i) / n));
  expect(at(30, ...checkIns).score).toBeCloseTo(score, 1);
});

it.each([
  ['decline_plain', 63.0],
  ['decline_explained', 65.9],
  ['decline_with_alternative', 72.4],
])('a day after %s stands at %f', (evidenceClass, score) => {
  expect(at(1, entry(evidenceClass, 0)).score).toBeCloseTo(score, 1);
});

it('is capped by the weakest dimension once a misstatement is proven', () => {
  const { score, mean, cap, interval } = at(0, entry('misstatement', 0));
  expect(100 * mean).toBeCloseTo(52.5, 2);
  expect(cap).toBeCloseTo(-10.83, 2);
  expect(score).toBeCloseTo(41.67, 2);
  expect(interval.low).toBeLessThan(100 * mean);
});
