import type { ComparedQuery } from '../ask/operations.js';
import { change, points } from '../words/numbers.js';
import { words } from '../words/words.js';

/** A relationship under both models. */
export type Compared = ComparedQuery['relationships']['edges'][number]['node'];

const SIZE = 420;
const EDGE = 34;
const TICKS = [0, 25, 50, 75, 100];

const place = (score: number): number => EDGE + ((SIZE - 2 * EDGE) * score) / 100;
const x = place;
const y = (score: number): number => SIZE - place(score);

/** Each relationship as a point: right by the first model, up by the second. On the line both say the same. */
export function Scatter({ of, a, b }: { readonly of: readonly Compared[]; readonly a: string; readonly b: string }) {
  const { models: texts } = words;
  return (
    <svg
      className="scatter"
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={texts.picture(a, b, String(of.length))}
    >
      {TICKS.map((at) => (
        <g key={at}>
          <line className="grid" x1={x(at)} x2={x(at)} y1={y(0)} y2={y(100)} />
          <line className="grid" x1={x(0)} x2={x(100)} y1={y(at)} y2={y(at)} />
          <text className="axis" x={x(at)} y={y(0) + 16} textAnchor="middle">
            {at}
          </text>
          <text className="axis" x={x(0) - 6} y={y(at) + 4} textAnchor="end">
            {at}
          </text>
        </g>
      ))}
      <line className="same" x1={x(0)} x2={x(100)} y1={y(0)} y2={y(100)} />
      <text className="axis" x={x(100)} y={SIZE - 4} textAnchor="end">
        {a} →
      </text>
      <text className="axis" x={4} y={12}>
        ↑ {b}
      </text>
      {of.map(({ customerId, modelComparison: { a: first, b: second, shift } }) => (
        <circle
          key={customerId}
          className={first.band === second.band ? undefined : 'moved'}
          cx={x(first.score)}
          cy={y(second.score)}
          r={first.band === second.band ? 3 : 5}
        >
          <title>{`${customerId}: ${points(first.score)} → ${points(second.score)} (${change(shift)})`}</title>
        </circle>
      ))}
    </svg>
  );
}
