import { lapseMarkerId } from '#contact-log';
import { idIn, isLateNews, obligationsOf, type Timeline } from '#relationship';
import { openPromises, pointsAtStake, weighTimeline, type ModelChoice } from '#trust';
import type { ObligationsTable } from '../database/database.js';

/** Means "without end": after every instant that a date can hold. */
export const FOR_GOOD_MS = 8.64e15;

/** The obligations of a relationship as of `now`, including deferred ones. */
export function obligationRows(timeline: Timeline, models: ModelChoice, now: number): ObligationsTable[] {
  const { profile } = timeline;
  if (profile === null) return [];
  const model = models.activeFor(profile.segment);
  const obligations = obligationsOf(timeline, now, model.calendar);
  if (obligations.length === 0) return [];
  const points = pointsAtStake(timeline, weighTimeline(timeline, model), obligations, now);
  const promises = openPromises(timeline, now);
  const isMarked = (id: string) => timeline.contact(lapseMarkerId(timeline.customerId, id)) !== null;
  return obligations.map((obligation, index) => {
    const { id, kind, about, causeEventId, dueAt } = obligation;
    const promise = kind === 'DELIVER' ? promises.get(idIn(about, 'expectation') ?? '') : undefined;
    const deferredUntil = timeline.deferredUntil(id, now);
    return {
      customer_id: timeline.customerId,
      obligation_id: id,
      kind,
      about,
      cause_event_id: causeEventId,
      due_at: dueAt,
      points: points[index] ?? 0,
      marked: isMarked(id) || isLateNews(timeline, obligation) ? 1 : 0,
      deferred_until: deferredUntil === null ? null : Math.min(deferredUntil, FOR_GOOD_MS),
      owner: profile.owner,
      cover_owner: profile.cover?.owner ?? null,
      cover_until: profile.cover?.until ?? null,
      promise: promise === undefined ? null : JSON.stringify(promise),
    };
  });
}
