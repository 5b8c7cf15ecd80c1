import { DAY_MS, dayIn, EARLIEST_MS, HOUR_MS, instantIn, MINUTE_MS, toIso, toMs, toMsOrNull } from './instant.js';

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

it.each([
  ['2026-03-02T09:30:00.000Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30Z', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T10:30:00+01:00', '2026-03-02T09:30:00.000Z'],
  ['2026-03-02T09:30:00.123456789Z', '2026-03-02T09:30:00.123Z'],
  ['2024-02-29T23:59:59-23:59', '2024-03-01T23:58:59.000Z'],
])('is read from %s', (text, instant) => {
  expect(instantIn(text)).toBe(toMs(instant));
});

it.each([
  '',
  'tomorrow',
  '2026-03-02',
  '2026-03-02T09:30:00',
  '2026-03-02 09:30:00Z',
  '2026-02-29T00:00:00Z',
  '2026-02-31T09:30:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:60:00Z',
  '2026-03-02T09:30:60Z',
  '2026-03-02T09:30:00.1234567890Z',
  '2026-03-02T09:30:00+24:00',
  '2026-03-02T09:30:00+01:60',
  'x2026-03-02T09:30:00Z',
  '2026-03-02T09:30:00Zx',
])('is not read from %j', (text) => {
  expect(instantIn(text)).toBeNull();
});

it('begins each day that the calendar has, and no other', () => {
  expect([dayIn('2026-03-02'), dayIn('2024-02-29')]).toEqual([Date.UTC(2026, 2, 2), Date.UTC(2024, 1, 29)]);
  for (const none of ['2026-02-29', '2026-02-31', '2026-13-01', '2026-03', '2026-03-02T00:00:00Z', 'x2026-03-02', ''])
    expect([none, dayIn(none)]).toEqual([none, null]);
});
