import { change } from '../words/numbers.js';
import { words } from '../words/words.js';

type Point = { readonly at: string; readonly score: number | null };

const WIDTH = 88;
const HEIGHT = 24;
const EDGE = 2;
/** The line fills the height at this range, so that a tenth of a point looks like nothing. Points. */
const LEAST_RANGE = 10;
const DAY_MS = 24 * 60 * 60_000;

/** Trust of the last 90 days as a small line, with its change in figures: over 30 days and over 90. */
export function Trend({ of }: { readonly of: readonly Point[] }) {
  const open = of.flatMap(({ at, score }) => (score === null ? [] : [{ at: Date.parse(at), score }]));
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return null;
  const monthAgo = open.find(({ at }) => at >= last.at - 31 * DAY_MS) ?? first;
  const scores = open.map(({ score }) => score);
  const middle = (Math.min(...scores) + Math.max(...scores)) / 2;
  const range = Math.max(LEAST_RANGE, Math.max(...scores) - Math.min(...scores));
  const spots = open.map(({ score }, index) => {
    const x = EDGE + ((WIDTH - 2 * EDGE) * index) / Math.max(1, open.length - 1);
    return `${x.toFixed(1)},${(HEIGHT / 2 - ((score - middle) / range) * (HEIGHT - 2 * EDGE)).toFixed(1)}`;
  });
  const [month, quarter] = [change(last.score - monthAgo.score), change(last.score - first.score)];
  return (
    <span className="trend">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
        <polyline points={spots.join(' ')} />
      </svg>
      <span>{words.book.moved(month, quarter)}</span>
    </span>
  );
}
