import { type RecordedContact, Timeline } from '#relationship';
import { answerTo, countsAt } from '#trust';
import { type Censoring, inOrderOfAsking, type Question, type Questions } from './question.js';

/** SET: when the promise is made. DUE: at the earliest due time that it ever had. */
export const ASKING_TIMES = ['SET', 'DUE'] as const;
export type AskingTime = (typeof ASKING_TIMES)[number];

/**
 * Asks of every promise of one customer whether it will be missed. The label is the answer that the forecast counts: a due
 * time that passed unmet, or what a system of record said.
 * @param contacts everything on record of the customer, later contacts included
 * @param until the end of the record: a due time after it has not passed
 */
export function nextExpectation(contacts: readonly RecordedContact[], askAt: AskingTime, until: number): Questions {
  const timeline = Timeline.of(contacts);
  const questions: Question[] = [];
  const censored: Partial<Record<Censoring, number>> = {};
  for (const matter of timeline.allMatters())
    for (const expectation of matter.expectations) {
      const { expectationId, setAt, dues, closing } = expectation;
      const askedAt = askAt === 'SET' ? setAt : earliestOf(dues);
      const answer = answerTo(expectation, matter, timeline);
      if (askedAt === null || answer === null || !countsAt(answer, until)) {
        const why = askedAt === null ? 'NO_DUE_TIME' : closing?.how === 'WITHDRAWN' ? 'WITHDRAWN' : 'STILL_OPEN';
        censored[why] = (censored[why] ?? 0) + 1;
        continue;
      }
      const knownAt = Math.max(answer.knownAt, askedAt);
      questions.push({
        id: expectationId,
        customerId: timeline.customerId,
        askedAt,
        bad: answer.missed,
        knownAt,
        decidedAt: knownAt,
        wasOnRecord: answer.knownAt < askedAt,
        answeredBy: closing === null ? [] : [closing.eventId],
        group: expectation.group ?? serviceOf(matter.issue, timeline, askedAt),
      });
    }
  return { questions: questions.sort(inOrderOfAsking), censored };
}

type Reported = { readonly service: string | null; readonly reportedByEventId: string };

/** The service of the issue, if it was on record by then: a promise is often made in the same moment as its issue. */
function serviceOf(issue: Reported | null, timeline: Timeline, by: number): string | null {
  if (issue === null) return null;
  const report = timeline.contact(issue.reportedByEventId);
  return report !== null && report.recordedAt <= by ? issue.service : null;
}

/** The earliest of all due times. After a reset to an earlier day the score knows on that day how the promise ended. */
const earliestOf = (dues: readonly { readonly dueAt: number | null }[]): number | null =>
  dues.reduce<number | null>((earliest, { dueAt }) => {
    if (dueAt === null || earliest === null) return earliest ?? dueAt;
    return Math.min(earliest, dueAt);
  }, null);
