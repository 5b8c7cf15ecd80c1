import { area, HEIGHT, line, months, scaleOf, WIDTH } from './plot.js';

const DAY = 24 * 60 * 60_000;

it('puts the period from side to side and the points from bottom to top', () => {
  const { x, y } = scaleOf(0, 100);
  expect(x(0)).toBeGreaterThan(0);
  expect(x(100)).toBeLessThan(WIDTH);
  expect(x(50)).toBeCloseTo((x(0) + x(100)) / 2);
  expect(y(100)).toBeLessThan(y(0));
  expect(y(0)).toBeLessThan(HEIGHT);
});

it('draws a line through spots, and nothing through none', () => {
  expect(
    line([
      [1, 2],
      [3, 4.56],
    ]),
  ).toBe('M1.0,2.0L3.0,4.6');
  expect([line([]), area([], [])]).toEqual(['', '']);
  expect(area([[0, 1]], [[0, 2]])).toBe('M0.0,1.0L0.0,2.0Z');
});

it.each([30, 365, 3_650])('marks a handful of months in %i days', (days) => {
  const from = new Date(2026, 0, 15).getTime();
  const found = months(from, from + days * DAY);
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(12);
  for (const at of found) expect(new Date(at).getDate()).toBe(1);
});
