import {
  answerOf,
  compareText,
  target,
  type Expectation,
  type Matter,
  type PromiseAnswer,
  type Timeline,
} from '#relationship';

/** An answered promise of one customer, or one that will be answered as its due time passes. */
export type Answer = PromiseAnswer & {
  readonly expectationId: string;
  /** Null where the promise has none. */
  readonly group: string | null;
  /** When it was made, milliseconds since the epoch. */
  readonly setAt: number;
  /** When we knew it: never before `at`, and for a promise that is closed not before its closing was recorded. */
  readonly knownAt: number;
};

/** Whether an answer counts at a time, milliseconds since the epoch. Met at the due time is kept, so a lapse counts after it. */
export const countsAt = ({ at, lapse }: Pick<PromiseAnswer, 'at' | 'lapse'>, now: number): boolean =>
  lapse ? at < now : at <= now;

/** The group of a promise: as recorded with it, else the service of its issue. Null where neither names one. */
export const groupOf = ({ group }: Expectation, { issue }: Matter): string | null => (group ?? issue?.service) || null;

/** The answer of a promise as far as it is on record; null where there is none, and none will come with time alone. */
export function answerTo(expectation: Expectation, matter: Matter, timeline: Timeline): Answer | null {
  const answer = answerOf(expectation);
  const said = answer === null ? null : timeline.contact(expectation.closing?.eventId ?? answer.byEventId);
  if (answer === null || said === null) return null;
  return {
    ...answer,
    expectationId: expectation.expectationId,
    group: groupOf(expectation, matter),
    setAt: expectation.setAt,
    knownAt: Math.max(answer.at, said.recordedAt),
  };
}

/** The answers of all promises of a relationship, in the order in which they became known. */
export function answersIn(timeline: Timeline): readonly Answer[] {
  const answers: Answer[] = [];
  for (const matter of timeline.allMatters()) for (const answer of answersOf(matter, timeline)) answers.push(answer);
  return answers.sort((a, b) => a.knownAt - b.knownAt || compareText(a.expectationId, b.expectationId));
}

/** Known by matter: it is made anew when a fact of it changes. */
const KNOWN = new WeakMap<Matter, readonly Answer[]>();

function answersOf(matter: Matter, timeline: Timeline): readonly Answer[] {
  const known = KNOWN.get(matter);
  if (known !== undefined) return known;
  const answers = matter.expectations.flatMap((expectation) => answerTo(expectation, matter, timeline) ?? []);
  KNOWN.set(matter, answers);
  return answers;
}

/** The promise of this id with its matter; null where none is on record. */
export function promiseIn(
  timeline: Timeline,
  expectationId: string,
): { expectation: Expectation; matter: Matter } | null {
  const matter = timeline.matterOf(target('expectation', expectationId));
  const expectation = matter.expectation(expectationId);
  return expectation === null ? null : { expectation, matter };
}
