import { Duration } from './duration.js';

it.each([
  [0, 'PT0S'],
  [1, 'PT0.001S'],
  [59_999, 'PT59.999S'],
  [60_000, 'PT1M'],
  [3_600_000, 'PT1H'],
  [26.5 * 3_600_000, 'PT26H30M'],
  [400 * 24 * 3_600_000 + 61_500.4, 'PT9600H1M1.5S'],
])('serves %d ms as %s', (ms, text) => expect(Duration.serialize(ms)).toBe(text));
