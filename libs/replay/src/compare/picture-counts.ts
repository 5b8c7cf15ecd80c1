import type { PictureCounts } from './portfolio-compared.js';

const MOST_BARS = 40;
const STEPS = [0.1, 0.25, 0.5, 1, 2.5, 5] as const;
const CELL_POINTS = 2;

/** @param shifts ascending */
export function pictureCounts(a: Float64Array, b: Float64Array, shifts: Float64Array): PictureCounts {
  return { histogram: histogramOf(shifts), cells: cellsOf(a, b) };
}

function histogramOf(shifts: Float64Array): PictureCounts['histogram'] {
  const [lowest, highest] = [shifts[0] ?? 0, shifts.at(-1) ?? 0];
  const step = STEPS.find((each) => (highest - lowest) / each < MOST_BARS - 2) ?? 5;
  const first = Math.floor(lowest / step);
  const counts = new Array<number>(Math.floor(highest / step) - first + 1).fill(0);
  for (const shift of shifts) {
    const bar = Math.floor(shift / step) - first;
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return { from: first * step, step, counts };
}

function cellsOf(a: Float64Array, b: Float64Array): PictureCounts['cells'] {
  const cells = new Map<string, { a: number; b: number; count: number }>();
  const edge = (score: number) => CELL_POINTS * Math.min(49, Math.floor(score / CELL_POINTS));
  a.forEach((score, index) => {
    const place = { a: edge(score), b: edge(b[index] ?? 0) };
    const key = `${place.a}:${place.b}`;
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, { ...place, count: 1 });
    else cell.count += 1;
  });
  return [...cells.values()].sort((x, y) => x.a - y.a || x.b - y.b);
}
