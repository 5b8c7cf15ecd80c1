import fc from 'fast-check';
import { HOUR_MS } from '../facts/instant.js';
import { addHours } from './business-hours.js';
import type { WorkCalendar } from './calendar.js';
import { dayAt, timeOfDay } from './zone-days.js';
import { isWorkingDay } from './working-days.js';

const QUARTER_MS = HOUR_MS / 4;
const NINE_TO_FIVE: WorkCalendar = {
  holidays: new Set(['2026-04-03', '2026-04-06']),
  businessHours: { fromMinute: 9 * 60, toMinute: 17 * 60 },
};
const CLOCK: WorkCalendar = { holidays: NINE_TO_FIVE.holidays };

const due = (from: string, hours: number, calendar = NINE_TO_FIVE, zone = 'Europe/Berlin') =>
  new Date(addHours(Date.parse(from), hours, zone, calendar)).toISOString();

it('hours are those of the clock where the calendar says nothing of business hours', () => {
  expect(due('2026-04-02T14:00:00Z', 72, CLOCK)).toBe('2026-04-05T14:00:00.000Z');
  // The clocks go forward on 29 March: an hour is an hour.
  expect(due('2026-03-28T23:30:00Z', 4, CLOCK)).toBe('2026-03-29T03:30:00.000Z');
});

describe('business hours', () => {
  it('count while work goes on', () => {
    expect(due('2026-03-02T09:30:00Z', 4)).toBe('2026-03-02T13:30:00.000Z');
    expect(due('2026-03-02T09:30:00Z', 0.25)).toBe('2026-03-02T09:45:00.000Z');
  });
  it('begin with the next working day where nobody works', () => {
    // Saturday; Monday at six in the morning; Monday after five.
    expect(due('2026-02-28T12:00:00Z', 1)).toBe('2026-03-02T09:00:00.000Z');
    expect(due('2026-03-02T05:00:00Z', 1)).toBe('2026-03-02T09:00:00.000Z');
    expect(due('2026-03-02T18:00:00Z', 1)).toBe('2026-03-03T09:00:00.000Z');
  });
  it('go on with the next working day, over weekends and holidays', () => {
    // Friday 27 March in winter time, Monday the 30th in summer time.
    expect(due('2026-03-27T14:00:00Z', 4)).toBe('2026-03-30T09:00:00.000Z');
    // Good Friday and Easter Monday.
    expect(due('2026-04-02T13:00:00Z', 4)).toBe('2026-04-07T09:00:00.000Z');
  });
  it('that run out when work ends are due then', () => {
    expect(due('2026-03-02T12:00:00Z', 4)).toBe('2026-03-02T16:00:00.000Z');
    expect(due('2026-03-02T16:00:00Z', 8)).toBe('2026-03-03T16:00:00.000Z');
  });
  it('of none at all is the moment itself', () =>
    expect(due('2026-02-28T12:00:00Z', 0)).toBe('2026-02-28T12:00:00.000Z'));
  it('may be the whole day, which a change of the clocks makes shorter or longer', () => {
    const allDay = {
      holidays: new Set<string>(),
      weekend: new Set<number>(),
      businessHours: { fromMinute: 0, toMinute: 1440 },
    };
    expect(due('2026-03-28T12:00:00Z', 48, allDay)).toBe('2026-03-30T12:00:00.000Z');
  });

  it('between a moment and when they run out are as many as were asked for', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 2, 20), max: Date.UTC(2026, 3, 10) }),
        fc.integer({ min: 1, max: 60 * 4 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
        (start, quarters, zone) => {
          const at = start - (start % QUARTER_MS);
          const end = addHours(at, quarters / 4, zone, NINE_TO_FIVE);
          let worked = 0;
          for (let each = at; each < end; each += QUARTER_MS) {
            const day = dayAt(each, zone);
            const isWorked = each >= timeOfDay(day, 540, zone) && each < timeOfDay(day, 1020, zone);
            if (isWorked && isWorkingDay(day, NINE_TO_FIVE)) worked += QUARTER_MS;
          }
          expect(worked).toBe(quarters * QUARTER_MS);
        },
      ),
      { numRuns: 20 },
    ));
});
