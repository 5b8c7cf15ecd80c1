import { idIn, type RecordedContact, Timeline } from '#relationship';
import { type Censoring, inOrderOfAsking, type Question, type Questions } from './question.js';

/** SET: when the promise is made. DUE: at the earliest due time that it ever had. */
export const ASKING_TIMES = ['SET', 'DUE'] as const;
export type AskingTime = (typeof ASKING_TIMES)[number];

/**
 * Asks of every promise of one customer whether it will be missed. The label is read from the evidence, as the score
 * reads it: a due time that passed unmet, or what a system of record said.
 * @param contacts everything on record of the customer, later contacts included
 * @param until the end of the record: a due time after it has not passed
 */
export function nextExpectation(contacts: readonly RecordedContact[], askAt: AskingTime, until: number): Questions {
  const timeline = Timeline.of(contacts);
  const labels = labelsIn(timeline, until);
  const questions: Question[] = [];
  const censored: Partial<Record<Censoring, number>> = {};
  for (const matter of timeline.allMatters())
    for (const { expectationId, setAt, dues, closing } of matter.expectations) {
      const askedAt = askAt === 'SET' ? setAt : earliestOf(dues);
      const label = labels.get(expectationId);
      if (askedAt === null || label === undefined) {
        const why = askedAt === null ? 'NO_DUE_TIME' : closing?.how === 'WITHDRAWN' ? 'WITHDRAWN' : 'STILL_OPEN';
        censored[why] = (censored[why] ?? 0) + 1;
        continue;
      }
      const closed = closing === null ? null : timeline.contact(closing.eventId);
      const onRecordAt = Math.max(label.at, closed?.recordedAt ?? label.recordedAt);
      const knownAt = Math.max(onRecordAt, askedAt);
      questions.push({
        id: expectationId,
        customerId: timeline.customerId,
        askedAt,
        bad: label.missed,
        knownAt,
        decidedAt: knownAt,
        wasOnRecord: onRecordAt < askedAt,
        answeredBy: closed === null ? [] : [closed.id],
        group: serviceOf(matter.issue, timeline, askedAt),
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

type Label = { readonly missed: boolean; readonly at: number; readonly recordedAt: number };

/** Labels by promise. A promise that was missed once is missed, even if it kept a later due time. */
function labelsIn(timeline: Timeline, until: number): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>();
  for (const { class: name, at, lapse, causeEventId } of timeline.evidence()) {
    const missed = name.startsWith('expectation_missed');
    if ((!missed && name !== 'expectation_kept') || (lapse ? at >= until : at > until)) continue;
    const cause = timeline.contact(causeEventId);
    const expectationId = idIn(timeline.targetOfContact(causeEventId), 'expectation');
    if (cause === null || expectationId === null) continue;
    if (labels.get(expectationId)?.missed !== true)
      labels.set(expectationId, { missed, at, recordedAt: cause.recordedAt });
  }
  return labels;
}
