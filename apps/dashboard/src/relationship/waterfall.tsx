import type { RelationshipQuery } from '../ask/operations.js';
import { subjectOf } from '../contacts/subject.js';
import { change, count, date, points } from '../words/numbers.js';
import { words } from '../words/words.js';

type Trust = NonNullable<RelationshipQuery['relationship']>['trust'];
type Step = { readonly key: string; readonly says: string; readonly points: number };

/** So many contacts have a bar of their own; the others share one. */
const MOST_BARS = 12;
/** Points. */
const ROOM = 3;

/** From the points without evidence to the score, the largest step first. */
export function Waterfall({ trust }: { readonly trust: Trust }) {
  const texts = words.relationship;
  const steps = stepsOf(trust);
  const sums = steps.map((_, index) => steps.slice(0, index).reduce((sum, step) => sum + step.points, trust.prior));
  const all = [...sums, trust.prior, trust.score];
  // The steps are small beside 100 points, so the bars begin shortly below the lowest.
  const scale = { low: Math.max(0, Math.min(...all) - ROOM), high: Math.min(100, Math.max(...all) + ROOM) };
  return (
    <ol className="waterfall">
      <Bar scale={scale} says={texts.start} from={scale.low} to={trust.prior} figure={points(trust.prior)} />
      {steps.map((step, index) => {
        const from = sums[index] ?? trust.prior;
        return (
          <Bar
            key={step.key}
            scale={scale}
            says={step.says}
            from={from}
            to={from + step.points}
            figure={change(step.points)}
            isStep
          />
        );
      })}
      <Bar scale={scale} says={texts.result} from={scale.low} to={trust.score} figure={points(trust.score)} isResult />
    </ol>
  );
}

function stepsOf({ contributions, cap }: Trust): readonly Step[] {
  const texts = words.relationship;
  const sorted = contributions.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const large = sorted.slice(0, MOST_BARS).map((each) => ({
    key: `${each.contact.contactId} ${each.class} ${each.obligationId}`,
    says: sentenceOf(each),
    points: each.points,
  }));
  const small = sorted.slice(MOST_BARS);
  const rest = small.reduce((sum, each) => sum + each.points, 0);
  return [
    ...large,
    ...(small.length === 0 ? [] : [{ key: 'smaller', says: texts.smaller(count(small.length)), points: rest }]),
    ...(cap === 0 ? [] : [{ key: 'cap', says: texts.weakest, points: cap }]),
  ];
}

function sentenceOf({ class: evidence, contact, since }: Trust['contributions'][number]): string {
  const subject = subjectOf(contact, null);
  const because = words.relationship.because[evidence] ?? evidence;
  return `${because}${subject === null ? '' : `: “${subject}”`}, ${date(since)}`;
}

type Range = { readonly low: number; readonly high: number };

type BarProps = {
  /** The points at both ends of the track. */
  readonly scale: Range;
  readonly says: string;
  readonly from: number;
  readonly to: number;
  readonly figure: string;
  readonly isStep?: boolean;
  readonly isResult?: boolean;
};

/** One line: a sentence, a bar, and the figure. */
function Bar({ scale, says, from, to, figure, isStep = false, isResult = false }: BarProps) {
  const share = (points: number) => (100 * points) / (scale.high - scale.low);
  const kind = !isStep ? 'whole' : to >= from ? 'up' : 'down';
  return (
    <li className={isResult ? 'result' : undefined}>
      <span className="says">{says}</span>
      <span className="track" aria-hidden="true">
        <span
          className={`bar ${kind}`}
          style={{ left: `${share(Math.min(from, to) - scale.low)}%`, width: `${share(Math.abs(to - from))}%` }}
        />
      </span>
      <span className="figure">{figure}</span>
    </li>
  );
}
