import { CurveDocument, type CurveQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { subjectOf } from '../contacts/subject.js';
import { Answer } from '../look/state.js';
import { change, date, month, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import type { SupposedPoint } from './suppose.js';
import { area, HEIGHT, line, months, scaleOf, WIDTH } from './plot.js';

type Point = NonNullable<CurveQuery['relationship']>['trustHistory'][number];
type Props = {
  readonly customerId: string;
  readonly openedAt: string;
  /** The time that the page shows, milliseconds since the epoch. */
  readonly shown: number;
  readonly now: number;
  /** What trust would be after a contact that is supposed; empty: none is. */
  readonly supposed: readonly SupposedPoint[];
};

const DAY_MS = 24 * 60 * 60_000;
const BEFORE_MS = 365 * DAY_MS;
const AFTER_MS = 45 * DAY_MS;
const POINTS = 140;
/** A contact that moved the score by more is larger. */
const LARGE = 1;

/** The curve of trust of a year, and what it would be if nothing happened from now on. */
export function Curve({ customerId, openedAt, shown, now, supposed }: Props) {
  // To the day, so that the answer of a minute ago is the same question.
  const today = Math.ceil(now / DAY_MS) * DAY_MS;
  const from = Math.min(Math.max(new Date(openedAt).getTime(), today - BEFORE_MS), shown);
  const to = today + AFTER_MS;
  const answer = useAnswer(CurveDocument, {
    customerId,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    points: POINTS,
  });
  return (
    <Answer of={answer}>
      {({ relationship }) =>
        relationship !== null && <Picture of={relationship.trustHistory} {...{ from, to, shown, now, supposed }} />
      }
    </Answer>
  );
}

type PictureProps = {
  readonly of: readonly Point[];
  readonly from: number;
  readonly to: number;
  readonly shown: number;
  readonly now: number;
  readonly supposed: readonly SupposedPoint[];
};

function Picture({ of: curve, from, to, shown, now, supposed }: PictureProps) {
  const { x, y } = scaleOf(from, to);
  const open = curve.flatMap(({ at, score, interval }) =>
    score === null || interval === null ? [] : [{ at, score, interval }],
  );
  const past = open.filter(({ at }) => Date.parse(at) <= now);
  const future = open.slice(Math.max(past.length - 1, 0));
  const spots = (of: typeof open) => of.map(({ at, score }) => [x(at), y(score)] as const);
  const marks = curve.flatMap(({ markers }) => markers).filter(({ kind }) => kind === 'CONTACT');
  const texts = words.relationship;
  const label = texts.curveText(date(from), date(to), points(past.at(-1)?.score ?? 0), points(open.at(-1)?.score ?? 0));
  return (
    <svg className="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {[0, 25, 50, 75, 100].map((at) => (
        <g key={at}>
          <line className="grid" x1={x(from)} x2={x(to)} y1={y(at)} y2={y(at)} />
          <text className="axis" x={x(from) - 6} y={y(at) + 4} textAnchor="end">
            {at}
          </text>
        </g>
      ))}
      {months(from, to).map((at) => (
        <text key={at} className="axis" x={x(at)} y={HEIGHT - 6} textAnchor="middle">
          {month(at)}
        </text>
      ))}
      <path
        className="interval"
        d={area(
          open.map(({ at, interval }) => [x(at), y(interval.high)]),
          open.map(({ at, interval }) => [x(at), y(interval.low)]),
        )}
      />
      <line className="shown" x1={x(shown)} x2={x(shown)} y1={y(100)} y2={y(0)} />
      <path className="score" d={line(spots(past))} />
      <path className="score to-come" d={line(spots(future))} />
      <path className="supposed" d={line(supposed.map(({ at, score }) => [x(at), y(score)] as const))} />
      {marks.map((marker) => (
        <Mark
          key={`${marker.at} ${marker.contact?.contactId}`}
          marker={marker}
          x={x(marker.at)}
          y={y(marker.after ?? 0)}
        />
      ))}
    </svg>
  );
}

type MarkProps = { readonly marker: Point['markers'][number]; readonly x: number; readonly y: number };

/** A contact: a triangle up or down where it moved the score, else a dot. */
function Mark({ marker: { at, before, after, contact }, x, y }: MarkProps) {
  if (contact === null || after === null) return null;
  const moved = after - (before ?? after);
  const subject = subjectOf(contact, null);
  const size = Math.abs(moved) >= LARGE ? 6 : 3.5;
  const up = Math.sign(moved);
  return (
    <g className={moved > 0 ? 'mark up' : moved < 0 ? 'mark down' : 'mark'}>
      <title>
        {`${date(at)}: ${words.contacts[contact.type]}${subject === null ? '' : ` “${subject}”`} (${change(moved)})`}
      </title>
      {size > 4 ? (
        <path d={`M${x - size},${y + up * size}L${x + size},${y + up * size}L${x},${y - up * size}Z`} />
      ) : (
        <circle cx={x} cy={y} r={size} />
      )}
    </g>
  );
}
