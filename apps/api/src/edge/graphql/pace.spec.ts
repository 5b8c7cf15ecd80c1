import { LASTING_MS, LONGEST_WAIT_MS, Pace } from './pace.js';

const MANY = 1_000;
let nowMs: number;
/** Share of the time for which the loop has work. */
let busy: number;
let pace: Pace;

const utilization = () => ({ idle: 0, active: 0, utilization: busy });
beforeEach(() => {
  [nowMs, busy] = [0, 1];
  pace = new Pace({ nowMs: () => nowMs, busySince: utilization });
});

/** So many requests end within a second, of those that are under way. */
function endWithinASecond(count: number, underWay = MANY): void {
  for (let n = 0; n < count; n += 1) {
    nowMs += 1_000 / count;
    pace.end();
    pace.isBehind(underWay);
  }
}

it('is behind as soon as a further request would wait too long for those under way', () => {
  endWithinASecond(1_000);
  expect(pace.isBehind(LONGEST_WAIT_MS + 10)).toBe(true);
  expect(pace.isBehind(LONGEST_WAIT_MS - 10)).toBe(false);
});

it('takes more at once the faster they are answered', () => {
  endWithinASecond(2_000);
  expect(pace.isBehind(2 * LONGEST_WAIT_MS + 20)).toBe(true);
  expect(pace.isBehind(2 * LONGEST_WAIT_MS - 20)).toBe(false);
});

it('takes a burst that is over soon', () => {
  endWithinASecond(1_000, 0);
  expect(pace.isBehind(MANY)).toBe(false);
  nowMs += LASTING_MS - 1;
  expect(pace.isBehind(MANY)).toBe(false);
  nowMs += 1;
  expect(pace.isBehind(MANY)).toBe(true);
});

it('goes on to be behind after a short break, and begins anew after a longer one', () => {
  endWithinASecond(1_000);
  expect([pace.isBehind(MANY), pace.isBehind(1), pace.isBehind(MANY)]).toEqual([true, false, true]);
  nowMs += 250;
  expect([pace.isBehind(1), pace.isBehind(MANY)]).toEqual([false, false]);
});

it('takes any number where the loop has time to spare: they wait for something else', () => {
  busy = 0.89;
  endWithinASecond(10);
  expect(pace.isBehind(MANY)).toBe(false);
  busy = 0.9;
  endWithinASecond(10);
  expect(pace.isBehind(MANY)).toBe(true);
});

it('takes a few at any pace', () => {
  endWithinASecond(10);
  expect([pace.isBehind(64), pace.isBehind(63)]).toEqual([true, false]);
});

it('takes them again once the loop is idle', () => {
  endWithinASecond(10);
  expect(pace.isBehind(MANY)).toBe(true);
  busy = 0;
  nowMs += 250;
  expect(pace.isBehind(MANY)).toBe(false);
});
