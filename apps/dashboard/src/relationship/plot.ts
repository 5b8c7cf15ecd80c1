/** Where an instant and a score are in the picture of a curve. Its units are those of the view box. */
export type Scale = { readonly x: (at: string | number) => number; readonly y: (points: number) => number };

export const WIDTH = 720;
export const HEIGHT = 260;
const EDGE = { left: 32, right: 8, top: 10, bottom: 24 };

export function scaleOf(from: number, to: number): Scale {
  const wide = WIDTH - EDGE.left - EDGE.right;
  const high = HEIGHT - EDGE.top - EDGE.bottom;
  return {
    x: (at) => EDGE.left + (wide * (new Date(at).getTime() - from)) / (to - from),
    y: (points) => EDGE.top + (high * (100 - points)) / 100,
  };
}

type Spot = readonly [x: number, y: number];

const spot = ([x, y]: Spot): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** The path of a line through spots. */
export const line = (spots: readonly Spot[]): string => (spots.length === 0 ? '' : `M${spots.map(spot).join('L')}`);

/** The path of the area between two lines. */
export const area = (upper: readonly Spot[], lower: readonly Spot[]): string =>
  upper.length === 0 ? '' : `${line([...upper, ...lower.toReversed()])}Z`;

const MONTH_MS = 30 * 24 * 60 * 60_000;

/** The first days of months within a period, as many as have room. */
export function months(from: number, to: number): readonly number[] {
  const every = Math.max(1, Math.ceil((to - from) / MONTH_MS / 8));
  const first = new Date(from);
  const days = Array.from({ length: 1_200 }, (_, index) =>
    new Date(first.getFullYear(), first.getMonth() + 1 + index * every, 1).getTime(),
  );
  // The last one needs room for its name before the edge.
  return days.filter((day) => (to - day) / (to - from) > 0.02);
}
