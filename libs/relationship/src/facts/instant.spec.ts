import { DAY_MS, dayIn, EARLIEST_MS, HOUR_MS, MINUTE_MS, toIso, toMs, toMsOrNull } from './instant.js';

it('is a text in UTC to the millisecond, and milliseconds since the epoch', () => {
  expect(toMs('2026-03-02T09:30:00.000Z')).toBe(Date.UTC(2026, 2, 2, 9, 30));
  expect(toIso(Date.UTC(2026, 2, 2, 9, 30))).toBe('2026-03-02T09:30:00.000Z');
  expect([MINUTE_MS, HOUR_MS, DAY_MS]).toEqual([60_000, 3_600_000, 86_400_000]);
});

it('is null where the fact does not say, and no other text will do', () => {
  expect(toMsOrNull(undefined)).toBeNull();
  expect(toMsOrNull('1970-01-01T00:00:00.001Z')).toBe(1);
  expect(() => toMs('next Monday')).toThrow(new RangeError('not an instant: next Monday'));
});

it('has a first one, before which there is none', () => {
  expect(new Date(EARLIEST_MS).getTime()).toBe(EARLIEST_MS);
  expect(new Date(EARLIEST_MS - 1).getTime()).toBeNaN();
});

it('begins each day that the calendar has, and no other', () => {
  expect([dayIn('2026-03-02'), dayIn('2024-02-29')]).toEqual([Date.UTC(2026, 2, 2), Date.UTC(2024, 1, 29)]);
  for (const none of ['2026-02-29', '2026-02-31', '2026-13-01', '2026-03', '2026-03-02T00:00:00Z', 'x2026-03-02', ''])
    expect([none, dayIn(none)]).toEqual([none, null]);
});
