// Held against the zone database as Intl has it. Not among the sources, since it is too slow to judge single mutants.
import fc from 'fast-check';
import { changesOf, dateAt, dateOf, instantOf, localAt, ZONES } from './zone-database.js';
import { DAY_MS, HOUR_MS } from '../src/facts/instant.js';
import { addWorkingDays } from '../src/calendar/working-days.js';
import { addDays, startOfDay } from '../src/calendar/zone-days.js';

const [FROM, UNTIL] = [Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)];
/** Of what is wrong; there may be thousands. */
const MOST_SHOWN = 5;
const HOLIDAYS = { holidays: new Set(['2026-03-30', '2026-10-26', '2026-11-02']) };

/** Working days later, counted on a calendar without a zone. */
function workingDate(local: number, days: number): number {
  let date = local;
  for (let left = days; left > 0;) {
    date += DAY_MS;
    const weekday = new Date(date).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !HOLIDAYS.holidays.has(dateOf(date))) left -= 1;
  }
  return date;
}

/** Every quarter of an hour from before what a change of the clocks skips or repeats until after it. */
function localTimesAround(change: number, zone: string): number[] {
  const shown = [localAt(change - 1, zone) + 1, localAt(change, zone)];
  const [first, last] = [Math.min(...shown) - HOUR_MS / 2, Math.max(...shown) + HOUR_MS / 2];
  const times: number[] = [];
  for (let local = first; local <= last; local += HOUR_MS / 4) times.push(local);
  return times;
}

describe('against the zone database', () => {
  const changes = ZONES.flatMap((zone) => changesOf(zone, FROM, UNTIL).map((change) => ({ zone, change })));

  it('knows changes of the clocks both ways', () => {
    const forward = changes.filter(({ zone, change }) => localAt(change, zone) > localAt(change - 1, zone) + 1);
    expect(forward.length).toBeGreaterThan(100);
    expect(changes.length - forward.length).toBeGreaterThan(100);
  });

  it('days later, at the same local time, around every change of the clocks in every zone', () => {
    const wrong = [];
    for (const { zone, change } of changes)
      for (const local of localTimesAround(change, zone))
        for (const days of [1, 7, -1]) {
          const from = instantOf(local - days * DAY_MS, zone);
          if (localAt(from, zone) !== local - days * DAY_MS) continue;
          const [found, right] = [addDays(from, days, zone), instantOf(local, zone)];
          if (found !== right) wrong.push({ zone, from, days, found, right });
        }
    expect(wrong.slice(0, MOST_SHOWN)).toEqual([]);
  });

  it('working days later, at the same local time, around every change of the clocks in every zone', () => {
    const wrong = [];
    for (const { zone, change } of changes)
      for (const local of localTimesAround(change, zone)) {
        const from = instantOf(local - 3 * DAY_MS, zone);
        for (const days of [1, 2, 5]) {
          const right = instantOf(workingDate(localAt(from, zone), days), zone);
          const found = addWorkingDays(from, days, zone, HOLIDAYS);
          if (found !== right) wrong.push({ zone, from, days, found, right });
        }
      }
    expect(wrong.slice(0, MOST_SHOWN)).toEqual([]);
  });

  it('the first instant of the day of every change of the clocks, and of the day after', () => {
    const wrong = [];
    for (const { zone, change } of changes)
      for (const day of [dateAt(change, zone), dateAt(change + DAY_MS, zone)]) {
        const start = startOfDay(day, zone);
        if (dateAt(start, zone) !== day || dateAt(start - 1, zone) >= day) wrong.push({ zone, day, start });
      }
    expect(wrong.slice(0, MOST_SHOWN)).toEqual([]);
  });

  const anywhere = fc.constantFrom(...ZONES);
  const anytime = fc.integer({ min: Date.UTC(1970, 0, 3), max: Date.UTC(2037, 11, 31) });

  it('at any time in any zone', () =>
    fc.assert(
      fc.property(anywhere, anytime, fc.integer({ min: -400, max: 400 }), (zone, at, days) => {
        expect(addDays(at, days, zone)).toBe(instantOf(localAt(at, zone) + days * DAY_MS, zone));
        const start = startOfDay(dateAt(at, zone), zone);
        expect(dateAt(start, zone)).toBe(dateAt(at, zone));
        expect(dateAt(start - 1, zone) < dateAt(at, zone)).toBe(true);
        const working = Math.abs(days) % 12;
        expect(addWorkingDays(at, working, zone, HOLIDAYS)).toBe(
          instantOf(workingDate(localAt(at, zone), working), zone),
        );
      }),
      { numRuns: 500 },
    ));
});
