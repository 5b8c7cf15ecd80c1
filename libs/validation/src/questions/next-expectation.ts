import { idIn, type RecordedContact, Timeline } from '#relationship';
import { type Asked, type Censoring, inOrderOfAsking, type Question } from './question.js';

/** SET: when the promise is made. DUE: at the earliest due time that it ever had. */
export const ASKING_TIMES = ['SET', 'DUE'] as const;
export type AskingTime = (typeof ASKING_TIMES)[number];

/**
 * Asks of every promise of one customer whether it will be missed. Whether it was is read from the evidence, as the score
 * reads it: a due time that passed unmet, or what a system of record said.
 * @param contacts everything on record of the customer, what came later too
 * @param until the end of what is on record: a due time after it has not passed
 */
export function nextExpectation(contacts: readonly RecordedContact[], askAt: AskingTime, until: number): Asked {
  const timeline = Timeline.of(contacts);
  const answers = answersIn(timeline, until);
  const questions: Question[] = [];
  const censored: Partial<Record<Censoring, number>> = {};
  for (const { expectations } of timeline.allMatters())
    for (const { expectationId, setAt, dues, closing } of expectations) {
      const askedAt = askAt === 'SET' ? setAt : earliestOf(dues);
      const answer = answers.get(expectationId);
      if (askedAt === null || answer === undefined) {
        const why = askedAt === null ? 'NO_DUE_TIME' : closing?.how === 'WITHDRAWN' ? 'WITHDRAWN' : 'STILL_OPEN';
        censored[why] = (censored[why] ?? 0) + 1;
        continue;
      }
      const closed = closing === null ? null : timeline.contact(closing.eventId);
      const onRecordAt = Math.max(answer.at, closed?.recordedAt ?? answer.recordedAt);
      const knownAt = Math.max(onRecordAt, askedAt);
      questions.push({
        id: expectationId,
        customerId: timeline.customerId,
        askedAt,
        bad: answer.missed,
        knownAt,
        decidedAt: knownAt,
        wasOnRecord: onRecordAt < askedAt,
        answeredBy: closed === null ? [] : [closed.id],
      });
    }
  return { questions: questions.sort(inOrderOfAsking), censored };
}

/** One that was reset to an earlier day is asked about then: at its first day the score would know how it ended. */
const earliestOf = (dues: readonly { readonly dueAt: number | null }[]): number | null =>
  dues.reduce<number | null>((earliest, { dueAt }) => {
    if (dueAt === null || earliest === null) return earliest ?? dueAt;
    return Math.min(earliest, dueAt);
  }, null);

type Answer = { readonly missed: boolean; readonly at: number; readonly recordedAt: number };

/** By promise. One that was missed once and kept under its next due time was missed. */
function answersIn(timeline: Timeline, until: number): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const { class: name, at, lapse, causeEventId } of timeline.evidence()) {
    const missed = name.startsWith('expectation_missed');
    if ((!missed && name !== 'expectation_kept') || (lapse ? at >= until : at > until)) continue;
    const cause = timeline.contact(causeEventId);
    const expectationId = idIn(timeline.targetOfContact(causeEventId), 'expectation');
    if (cause === null || expectationId === null) continue;
    const before = answers.get(expectationId);
    if (before?.missed !== true) answers.set(expectationId, { missed, at, recordedAt: cause.recordedAt });
  }
  return answers;
}
