import { DAY, entry, inOrder } from '../../test/planted.js';
import { TRUST_BETA_1, TRUST_BETA_3 } from '../model/built-in.js';
import type { TrustModel } from '../model/model.js';
import { assessEntries } from './assess-entries.js';

// The figures of trust-beta/3, on the histories on which trust-beta/1 was agreed. Another program worked them out from the
// formulas and the numbers of the document.
const HOUR = DAY / 24;
const by = (model: TrustModel, day: number, ...entries: Parameters<typeof inOrder>) =>
  assessEntries(inOrder(...entries), { asOf: day * DAY, model });
const at = (day: number, ...entries: Parameters<typeof inOrder>) => by(TRUST_BETA_3, day, ...entries);
const base = [
  entry('check_in', 10),
  entry('expectation_kept', 14),
  entry('status_update', 20),
  entry('status_update', 27),
  entry('expectation_kept', 35),
];

it('starts from the prior', () => {
  const { score, interval } = at(0);
  expect([score, interval.low, interval.high].map((points) => points.toFixed(1))).toEqual(['70.0', '45.7', '89.8']);
});

it('grows with promises kept and a word now and then: candour too', () => {
  const { score, interval, dimensions } = at(39, ...base);
  expect(dimensions.map((each) => each.score.toFixed(1))).toEqual(['73.7', '84.6', '74.8', '72.1']);
  expect([score, interval.low, interval.high].map((points) => points.toFixed(1))).toEqual(['76.9', '56.3', '92.7']);
});

it('is what the formulas give by hand', () => {
  const left = (days: number, halfLife: number) => 2 ** (-days / halfLife);
  const saturated = (sum: number, at: number) => at * (1 - Math.exp(-sum / at));
  const expected = (good: number) => (good + 2 * 0.7) / (good + 2);
  const kept = left(39 - 14, 180) + left(39 - 35, 180);
  const updates = 0.3 * saturated(left(39 - 20, 60) + left(39 - 27, 60), 3);
  const checkIn = 0.25 * saturated(left(39 - 10, 60), 2);
  const mean = 0.3 * expected(0.15 * kept) + 0.3 * expected(kept) + 0.2 * expected(updates) + 0.2 * expected(checkIn);
  expect(at(39, ...base).score).toBeCloseTo(100 * mean, 10);
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
  expect([score, interval.low, interval.high].map((points) => points.toFixed(1))).toEqual(['79.3', '62.5', '92.3']);
  expect([prior, cap]).toEqual([expect.closeTo(70, 10), 0]);
  expect(contributions.map(({ points }) => points.toFixed(2))).toEqual(
    ['0.24', '1.65', '0.29', '0.32', '1.79', '3.36', '-3.29', '0.38', '1.86', '2.66'], // in the order of time
  );
});

it.each([
  [1, '70.4'],
  [3, '70.9'],
  [10, '71.2'],
  [30, '71.2'],
])('is as hardly moved by %i check-ins in a month as trust-beta/1', (n, score) => {
  const checkIns = Array.from({ length: n }, (_, i) => entry('check_in', (30 * i) / n));
  expect(at(30, ...checkIns).score.toFixed(1)).toBe(score);
});

it.each([
  ['decline_plain', '63.0'],
  ['decline_explained', '65.9'],
  ['decline_with_alternative', '72.4'],
  ['expectation_kept', '73.6'],
  ['left_waiting', '63.9'],
])('a day after %s stands at %s', (evidenceClass, score) => {
  expect(at(1, entry(evidenceClass, 0)).score.toFixed(1)).toBe(score);
});

it('falls with each time that a customer is left waiting about something major, down to the cap', () => {
  const waited = [1, 2, 3].map((day) => entry('left_waiting', day, { severity: 'MAJOR' }));
  const { score, mean, cap } = at(3, ...waited);
  expect([score, 100 * mean, cap].map((points) => points.toFixed(2))).toEqual(['46.87', '50.60', '-3.73']);
  expect(by(TRUST_BETA_1, 3, ...waited).score).toBeCloseTo(70, 10);
});

it('does not take every miss for a lack of candour where no calls are recorded: 95 of 100 promises kept', () => {
  const promises = Array.from({ length: 100 }, (_, i) =>
    entry(i % 20 === 10 ? 'expectation_missed_unannounced' : 'expectation_kept', 10 * i),
  );
  const [first, third] = [TRUST_BETA_1, TRUST_BETA_3].map((model) => by(model, 1000, ...promises));
  expect(first?.dimensions.map(({ score }) => score.toFixed(1))).toEqual(['51.2', '93.4', '70.0', '70.0']);
  expect(third?.dimensions.map(({ score }) => score.toFixed(1))).toEqual(['78.8', '93.4', '70.0', '70.0']);
  expect([first?.score.toFixed(1), third?.score.toFixed(1)]).toEqual(['71.4', '79.6']);
});

it('is capped by the weakest dimension once a misstatement is proven', () => {
  const { score, mean, cap } = at(0, entry('misstatement', 0));
  expect([score, 100 * mean, cap].map((points) => points.toFixed(2))).toEqual(['41.67', '52.50', '-10.83']);
});
