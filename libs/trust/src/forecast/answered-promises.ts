import type { Timeline } from '#relationship';
import { answersIn, countsAt, type Answer } from './answers.js';
import { LEFT_AFTER_A_WEEK } from './outcomes-by-week.js';
import { weekOf } from './week.js';

/** An answered promise, and what a forecast of it rested on when it was made. */
export type AnsweredPromise = Pick<Answer, 'expectationId' | 'group' | 'missed' | 'knownAt'> & {
  /** The week in which the promise was made. */
  readonly askedWeek: number;
  /** The kept and missed promises of the customer in the group that were known before, as in `OwnRecord`. */
  readonly keptBefore: number;
  readonly missedBefore: number;
};

/** The promises of a relationship that are answered at a time. @param now milliseconds since the epoch */
export function answeredPromises(timeline: Timeline, now: number): readonly AnsweredPromise[] {
  const known = answersIn(timeline).filter((answer) => countsAt(answer, now));
  const asked = known.toSorted((a, b) => a.setAt - b.setAt);
  const records = new Map<string | null, Running>();
  let next = 0;
  return asked.map(({ expectationId, group, missed, knownAt, setAt }) => {
    for (let answer = known[next]; answer !== undefined && answer.knownAt < setAt; answer = known[next]) {
      records.set(answer.group, oneMore(records.get(answer.group), answer));
      next += 1;
    }
    const askedWeek = weekOf(setAt);
    const { kept: keptBefore, missed: missedBefore } = inWeek(records.get(group), askedWeek);
    return { expectationId, group, missed, knownAt, askedWeek, keptBefore, missedBefore };
  });
}

type Running = { readonly kept: number; readonly missed: number; readonly week: number };

function inWeek(running: Running | undefined, week: number): Running {
  if (running === undefined) return { kept: 0, missed: 0, week };
  const left = LEFT_AFTER_A_WEEK ** Math.max(0, week - running.week);
  return { kept: running.kept * left, missed: running.missed * left, week };
}

function oneMore(running: Running | undefined, { missed, knownAt }: Answer): Running {
  const now = inWeek(running, weekOf(knownAt));
  return { ...now, kept: now.kept + (missed ? 0 : 1), missed: now.missed + (missed ? 1 : 0) };
}
