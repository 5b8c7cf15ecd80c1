import { addDays, dayAt, startOfDay, timeOfDay } from './zone-days.js';

const iso = (at: number) => new Date(at).toISOString();
const days = (from: string, count: number, zone: string) => iso(addDays(Date.parse(from), count, zone));

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
    ['2026-03-30T08:15:30.123Z', -3, 'Europe/Berlin', '2026-03-27T09:15:30.123Z'],
  ])('%s and %i days in %s is %s', (from, count, zone, expected) => expect(days(from, count, zone)).toBe(expected));

  it.each([
    // 00:30 on 6 September 2026 does not exist in Santiago: it is 01:30, and the same day.
    ['2026-08-30T04:30:00.000Z', 7, 'America/Santiago', '2026-09-06T04:30:00.000Z'],
    ['2026-03-01T07:30:00.000Z', 7, 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-03-22T01:30:00.000Z', 7, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    // The whole of 30 December 2011 does not exist in Apia.
    ['2011-12-29T20:00:00.000Z', 1, 'Pacific/Apia', '2011-12-30T20:00:00.000Z'],
  ])('%s and %i days in %s, which the clocks skip, is %s', (from, count, zone, expected) =>
    expect(days(from, count, zone)).toBe(expected),
  );

  it.each([
    // 01:30 on 1 November 2026 comes twice in New York: at 05:30 UTC by summer time, at 06:30 by winter time.
    ['2026-10-31T05:30:00.000Z', 1],
    ['2026-01-01T06:30:00.000Z', 304],
    ['2026-11-02T06:30:00.000Z', -1],
  ])('%s and %i days in America/New_York, which come twice, are the first', (from, count) =>
    expect(days(from, count, 'America/New_York')).toBe('2026-11-01T05:30:00.000Z'),
  );
});

describe('a day of a zone', () => {
  it('is the one that its calendar shows', () => {
    expect(dayAt(Date.parse('2026-01-01T23:30:00Z'), 'Europe/Berlin').toString()).toBe('2026-01-02');
    expect(dayAt(Date.parse('2026-01-01T23:30:00Z'), 'UTC').toString()).toBe('2026-01-01');
  });
  it.each([
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    // Midnight is skipped.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    // Midnight comes twice.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2026-03-02', 'UTC', '2026-03-02T00:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, expected) => expect(iso(startOfDay(day, zone))).toBe(expected));
  it('holds times of day from its beginning to that of the next', () => {
    const change = dayAt(Date.parse('2026-09-06T12:00:00Z'), 'America/Santiago');
    const time = (minute: number) => iso(timeOfDay(change, minute, 'America/Santiago'));
    expect(time(0)).toBe('2026-09-06T04:00:00.000Z');
    expect(time(9 * 60 + 15)).toBe('2026-09-06T12:15:00.000Z');
    expect(time(24 * 60)).toBe('2026-09-07T03:00:00.000Z');
  });
  it('begins in the middle of what the clocks skip where they go from 23:30 to 00:30', () => {
    const change = dayAt(Date.parse('1919-03-31T12:00:00Z'), 'America/Toronto');
    expect(iso(timeOfDay(change, 0, 'America/Toronto'))).toBe('1919-03-31T04:30:00.000Z');
  });
});
