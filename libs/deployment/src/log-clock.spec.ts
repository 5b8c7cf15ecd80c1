import { ClockBehind, LogClock } from './log-clock.js';

const START = Date.UTC(2026, 0, 1);
const [SECOND, HOUR] = [1_000, 3_600_000];

/** A machine whose clock can be set; time passes for both of its clocks. */
function aMachine({ mayGoBack = false, hasSteady = true } = {}) {
  let [wall, steady, slept] = [START, 0, 0];
  const clocks = { now: () => wall, steady: hasSteady ? () => steady : null, asleep: () => slept };
  return {
    clock: new LogClock(clocks, { toleranceMs: 60 * SECOND, mayGoBack }),
    pass: (ms: number) => ([wall, steady] = [wall + ms, steady + ms]),
    leap: (ms: number) => (wall += ms),
    sleep: (ms: number) => ([wall, slept] = [wall + ms, slept + ms]),
  };
}

it('goes as the clock of the machine, which may be set by a little', () => {
  const { clock, pass, leap } = aMachine();
  pass(HOUR);
  expect(clock.now()).toBe(START + HOUR);
  for (let times = 1; times <= 100; times += 1) {
    leap(30 * SECOND);
    expect(clock.now()).toBe(START + HOUR + times * 30 * SECOND);
  }
  leap(-30 * SECOND);
  expect(clock.toRecord()).toBe(START + HOUR + 99 * 30 * SECOND);
  expect(clock.hasLeapt).toBe(false);
});

it('does not follow a leap ahead, and goes on', () => {
  const { clock, pass, leap } = aMachine();
  leap(HOUR);
  pass(SECOND);
  expect([clock.now(), clock.hasLeapt]).toEqual([START + SECOND, true]);
  expect(clock.toRecord()).toBe(START + SECOND);
  leap(-HOUR);
  expect([clock.now(), clock.hasLeapt, clock.refusesToRecord]).toEqual([START + SECOND, false, false]);
});

it('goes on after the machine slept, and still does not follow a leap ahead', () => {
  const { clock, pass, leap, sleep } = aMachine();
  sleep(8 * HOUR);
  pass(SECOND);
  expect([clock.now(), clock.hasLeapt]).toEqual([START + 8 * HOUR + SECOND, false]);
  leap(HOUR);
  expect([clock.now(), clock.hasLeapt]).toEqual([START + 8 * HOUR + SECOND, true]);
  sleep(HOUR);
  expect([clock.now(), clock.hasLeapt]).toEqual([START + 9 * HOUR + SECOND, true]);
});

it('refuses to record earlier than what is on record, until the time has passed', () => {
  const { clock, pass, leap } = aMachine();
  clock.toRecord();
  leap(-HOUR);
  expect(clock.now()).toBe(START - HOUR);
  expect(clock.refusesToRecord).toBe(true);
  expect(() => clock.toRecord()).toThrow(ClockBehind);
  expect(() => clock.toRecord()).toThrow('2025-12-31T23:00:00.000Z, but the log holds an event of 2026-01-01T00:00');
  leap(HOUR);
  expect([clock.toRecord(), clock.hasLeapt]).toEqual([START, false]);
  leap(-HOUR);
  pass(HOUR - 60 * SECOND);
  expect(clock.toRecord()).toBe(START - 60 * SECOND);
});

it('compares with what the log held before', () => {
  const { clock } = aMachine();
  clock.noteRecorded(START + HOUR);
  expect(() => clock.toRecord()).toThrow(ClockBehind);
});

it('records all the same where an operator says so, or where leaps are not looked for', () => {
  for (const options of [{ mayGoBack: true }, { hasSteady: false }]) {
    const { clock, leap } = aMachine(options);
    clock.noteRecorded(START + HOUR);
    expect([clock.toRecord(), clock.refusesToRecord]).toEqual([START, false]);
    leap(-HOUR);
    expect(clock.toRecord()).toBe(START - HOUR);
  }
});
