import { Clock } from './clock.js';

const clock = () => new Clock({ formats: ['ISO', 'unix-seconds'], zone: 'Europe/Berlin', unknown: [] });

it('reads the first format that fits, in the zone where the text names none', () => {
  const times = clock();
  expect(times.at(' 2026-03-05T00:00 ')).toBe(Date.UTC(2026, 2, 4, 23));
  expect(times.at('2026-03-05T00:00Z')).toBe(Date.UTC(2026, 2, 5));
  expect(times.at('1772323200.5')).toBe(1772323200_500);
  expect([times.at(''), times.at('soon'), times.at('12e3')]).toEqual([null, null, null]);
});

it.each(['99999999999999999', '-8640000000001', '9'.repeat(30)])(
  'takes %s for no time: no date is so far away',
  (text) => {
    expect(clock().at(text)).toBeNull();
  },
);

describe('of ISO 8601', () => {
  it.each([
    ['2026-03-05', '2026-03-04T23:00:00.000Z'],
    ['20260305T0930', '2026-03-05T08:30:00.000Z'],
    ['2026-W10-4', '2026-03-04T23:00:00.000Z'],
    ['2026-064', '2026-03-04T23:00:00.000Z'],
    ['2026-03-05t23:59:59Z', '2026-03-05T23:59:59.000Z'],
    ['2026-03-05T09:30:00.123-0330', '2026-03-05T13:00:00.123Z'],
    ['2026-03-05T09:30:00+23:59', '2026-03-04T09:31:00.000Z'],
    ['2026-03-05T09:30:00-04:00[America/Port-au-Prince]', '2026-03-05T14:30:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(clock().at(text)).toBe(Date.parse(instant));
  });

  it.each([
    '2026-02-29',
    '2026-02-31T10:00Z',
    '2026-03-05T24:00',
    '2026-03-05T24:00:00Z',
    '20260305T24',
    '2026-03-05T09:60Z',
    '2026-03-05T09:30:60Z',
    '2026-03-05T09:30+24:00',
    '2026-03-05T09:30+01:60',
    '12:30',
    'T12:30',
  ])('takes %s for no time', (text) => {
    expect(new Clock({ formats: ['ISO'], zone: 'Europe/Berlin', unknown: [] }).at(text)).toBeNull();
  });
});

it('takes 24:00 for the midnight after it where the format is in tokens', () => {
  const times = new Clock({ formats: ['d/M/yyyy HH:mm'], zone: 'UTC', unknown: [] });
  expect(times.at('5/3/2026 24:00')).toBe(Date.UTC(2026, 2, 6));
  expect(times.at('31/2/2026 10:00')).toBeNull();
});

it('takes the furthest dates there are', () => {
  expect([clock().at('8640000000000'), clock().at('-8640000000000')]).toEqual([8.64e15, -8.64e15]);
});

it('says the same again, also after it has read a great many', () => {
  const times = clock();
  const once = ['2026-03-05', 'soon'].map((text) => times.at(text));
  for (let second = 0; second < 10_001; second += 1) times.at(String(second + 100_000));
  expect(['2026-03-05', 'soon'].map((text) => times.at(text))).toEqual(once);
});
