import { Clock } from './clock.js';

const clock = () => new Clock({ formats: ['ISO', 'unix-seconds'], zone: 'Europe/Berlin' });

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

it('takes the furthest dates there are', () => {
  expect([clock().at('8640000000000'), clock().at('-8640000000000')]).toEqual([8.64e15, -8.64e15]);
});

it('says the same again, also after it has read a great many', () => {
  const times = clock();
  const once = ['2026-03-05', 'soon'].map((text) => times.at(text));
  for (let second = 0; second < 10_001; second += 1) times.at(String(second + 100_000));
  expect(['2026-03-05', 'soon'].map((text) => times.at(text))).toEqual(once);
});
