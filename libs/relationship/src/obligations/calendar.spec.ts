import { addDays, addWorkingDays, NO_HOLIDAYS } from './calendar.js';

const at = (iso: string) => Date.parse(iso);
const days = (from: string, count: number, zone: string) => new Date(addDays(at(from), count, zone)).toISOString();

describe('the same time of day, days later', () => {
  it.each([
    // Clocks go forward on 29 March 2026 at 01:00 UTC in Berlin, back on 25 October.
    ['2026-03-27T09:15:30.123Z', 1, 'Europe/Berlin', '2026-03-28T09:15:30.123Z'],
    ['2026-03-27T09:15:30.123Z', 3, 'Europe/Berlin', '2026-03-30T08:15:30.123Z'],
    ['2026-10-24T09:15:30.123Z', 1, 'Europe/Berlin', '2026-10-25T10:15:30.123Z'],
    ['2026-12-30T23:30:00.000Z', 1, 'Europe/Berlin', '2026-12-31T23:30:00.000Z'],
    ['2026-12-31T12:00:00.000Z', 1, 'Asia/Kolkata', '2027-01-01T12:00:00.000Z'],
    ['2026-01-31T03:00:00.000Z', 30, 'America/New_York', '2026-03-02T03:00:00.000Z'],
    ['1969-12-30T09:15:30.123Z', 1, 'Asia/Kolkata', '1969-12-31T09:15:30.123Z'],
    ['2026-03-28T09:15:30.123Z', 1, 'UTC', '2026-03-29T09:15:30.123Z'],
  ])('%s and %i days in %s is %s', (from, count, zone, expected) => expect(days(from, count, zone)).toBe(expected));

  it('is the instant after the skip where the clocks skip it', () =>
    // 02:30 on 29 March 2026 does not exist in Berlin: 03:30 of summer time, which is 01:30 UTC.
    expect(days('2026-03-28T01:30:00.000Z', 1, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z'));
});

describe('working days', () => {
  const later = (from: string, count: number, zone = 'UTC', holidays = NO_HOLIDAYS.holidays) =>
    new Date(addWorkingDays(at(from), count, zone, { holidays })).toISOString().slice(0, 10);
  it('leave out Saturday and Sunday', () => {
    // 2026-01-02 is a Friday.
    expect(later('2026-01-02T12:00:00Z', 1)).toBe('2026-01-05');
    expect(later('2026-01-03T12:00:00Z', 1)).toBe('2026-01-05');
    expect(later('2026-01-02T12:00:00Z', 5)).toBe('2026-01-09');
    expect(later('2026-01-02T12:00:00Z', 6)).toBe('2026-01-12');
    expect(later('2026-01-02T12:00:00Z', 0)).toBe('2026-01-02');
  });
  it('leave out the holidays given', () =>
    expect(later('2026-01-05T12:00:00Z', 1, 'UTC', new Set(['2026-01-06', '2026-01-08']))).toBe('2026-01-07'));
  it('are those of the zone', () => {
    // 23:30 UTC on Thursday is Friday in Berlin already; so the day after is Saturday there.
    expect(later('2026-01-01T23:30:00Z', 1, 'Europe/Berlin')).toBe('2026-01-04');
    expect(later('2026-01-01T23:30:00Z', 1)).toBe('2026-01-02');
  });
});
