import { NO_HOLIDAYS, workCalendarOf, type WorkCalendar } from './calendar.js';
import { addWorkingDays } from './working-days.js';

const later = (from: string, count: number, zone = 'UTC', calendar: WorkCalendar = NO_HOLIDAYS) =>
  new Date(addWorkingDays(Date.parse(from), count, zone, calendar)).toISOString().slice(0, 10);

describe('working days', () => {
  it('leave out Saturday and Sunday', () => {
    // 2026-01-02 is a Friday.
    expect(later('2026-01-02T12:00:00Z', 1)).toBe('2026-01-05');
    expect(later('2026-01-03T12:00:00Z', 1)).toBe('2026-01-05');
    expect(later('2026-01-02T12:00:00Z', 5)).toBe('2026-01-09');
    expect(later('2026-01-02T12:00:00Z', 6)).toBe('2026-01-12');
    expect(later('2026-01-02T12:00:00Z', 0)).toBe('2026-01-02');
  });
  it('leave out the days of another weekend', () => {
    const weekend = { holidays: new Set<string>(), weekend: new Set([5, 6]) };
    expect(later('2026-01-01T12:00:00Z', 1, 'Africa/Cairo', weekend)).toBe('2026-01-04');
    expect(later('2026-01-01T12:00:00Z', 2, 'Africa/Cairo', { ...weekend, weekend: new Set() })).toBe('2026-01-03');
  });
  it('leave out the holidays given', () => {
    const holidays = new Set(['2026-01-06', '2026-01-08']);
    expect(later('2026-01-05T12:00:00Z', 1, 'UTC', { holidays })).toBe('2026-01-07');
    expect(later('2026-01-05T12:00:00Z', 2, 'UTC', { holidays })).toBe('2026-01-09');
  });
  it('are those of the zone', () => {
    // 23:30 UTC on Thursday is Friday in Berlin already; so the day after is Saturday there.
    expect(later('2026-01-01T23:30:00Z', 1, 'Europe/Berlin')).toBe('2026-01-04');
    expect(later('2026-01-01T23:30:00Z', 1)).toBe('2026-01-02');
  });
  it('keep the time of day over a change of the clocks', () =>
    expect(new Date(addWorkingDays(Date.parse('2026-03-27T09:15:00Z'), 1, 'Europe/Berlin', NO_HOLIDAYS))).toEqual(
      new Date('2026-03-30T08:15:00Z'),
    ));
});

describe('the calendar of a segment', () => {
  const uk: WorkCalendar = { holidays: new Set(['2026-12-28']) };
  const calendar = { ...NO_HOLIDAYS, bySegment: new Map([['UK', uk]]) };
  it('stands in place of the general one', () => expect(workCalendarOf(calendar, 'UK')).toBe(uk));
  it('is the general one where the segment has none', () => {
    expect(workCalendarOf(calendar, 'SMB')).toBe(calendar);
    expect(workCalendarOf(calendar, null)).toBe(calendar);
    expect(workCalendarOf(NO_HOLIDAYS, 'UK')).toBe(NO_HOLIDAYS);
  });
});
