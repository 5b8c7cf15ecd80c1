import { DAY, entry, inOrder } from '../../test/planted.js';
import { TRUST_BETA_1 } from '../model/built-in.js';
import { countingTimes, decayed, nextCountingTime, sumAt, type Run } from './run.js';
import { weigh } from './weigh.js';

const HALF_LIFE = TRUST_BETA_1.classes.get('expectation_missed_unannounced')?.halfLifeMs ?? NaN;
const missed = (day: number, lapse: boolean) => entry('expectation_missed_unannounced', day, { lapse });
const runOf = () => weigh(inOrder(missed(2, false), missed(2, true), missed(5, true)), TRUST_BETA_1).runs[0] as Run;

it('counts each entry from its time on, a lapse from the millisecond after', () => {
  expect(countingTimes(runOf())).toEqual([2 * DAY, 2 * DAY + 1, 5 * DAY + 1]);
  const next = [0, 2 * DAY - 1, 2 * DAY, 2 * DAY + 1, 5 * DAY, 5 * DAY + 1].map((at) => nextCountingTime(runOf(), at));
  expect(next).toEqual([2 * DAY, 2 * DAY, 2 * DAY + 1, 5 * DAY + 1, 5 * DAY + 1, Infinity]);
});

it('sums what age has left of all that counts by then', () => {
  const sums = [0, 2 * DAY - 1, 2 * DAY, 2 * DAY + 1].map((at) => sumAt(runOf(), at));
  expect(sums).toEqual([0, 0, 1, expect.closeTo(2, 6)]);
  expect(sumAt(runOf(), 2 * DAY + HALF_LIFE)).toBeGreaterThan(1);
});

it('halves in a half-life, and leaves nothing of nothing', () => {
  expect([decayed(3, 0, 10), decayed(3, 10, 10), decayed(3, 20, 10)]).toEqual([3, 1.5, 0.75]);
  expect(decayed(0, -1e9, 1)).toBe(0);
});
