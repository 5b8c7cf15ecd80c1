import { ABOUT, targetOf } from '../matters/target.js';
import { contact, type EvidenceOf } from './contact.js';
import { flag, instant, optional } from '../facts/fields.js';
import { toMs } from '../facts/instant.js';
import type { Matter } from '../matters/matter.js';
import { updateId } from '../matters/obligation-ids.js';
import { refuse } from '../facts/refusal.js';
import { ABOUT_REFUSALS, refuseAbout } from './about-rules.js';

/** The evidence that the update promised by this contact was not given by its due time; empty where it was. */
export function updateOwedNotSent(promisedByEventId: string, matter: Matter): EvidenceOf[] {
  const promise = matter.updatePromisedBy(promisedByEventId);
  if (promise === null || (matter.firstWordAfter(promise)?.at ?? Infinity) <= promise.dueAt) return [];
  return [
    {
      class: 'update_owed_not_sent',
      at: promise.dueAt,
      lapse: true,
      obligationId: updateId(promisedByEventId),
    },
  ];
}

export const statusUpdateGiven = contact({
  type: 'StatusUpdateGiven',
  mutation: 'recordStatusUpdate',
  says: 'We tell the customer the current status, also when nothing has changed.',
  fields: {
    about: optional(ABOUT),
    changed: optional(flag('Whether anything had changed.')),
    nextUpdateDueAt: optional(instant('When the next update is due, as promised to the customer.')),
  },
  isInteraction: true,
  refusals: ['DUE_IN_PAST', ...ABOUT_REFUSALS],
  evidenceSays: 'status_update; update_owed_not_sent when the update promised here is not sent.',
  target: ({ about }) => targetOf(about),
  refuse: (ruling) =>
    refuseAbout(ruling) ??
    (ruling.facts.nextUpdateDueAt !== undefined && ruling.facts.nextUpdateDueAt <= ruling.facts.occurredAt
      ? refuse('DUE_IN_PAST', 'nextUpdateDueAt')
      : null),
  marks: ({ nextUpdateDueAt }) => [
    { is: 'WORD' },
    ...(nextUpdateDueAt === undefined ? [] : [{ is: 'UPDATE_PROMISED', dueAt: toMs(nextUpdateDueAt) } as const]),
  ],
  evidence: (update, matter) => [{ class: 'status_update' }, ...updateOwedNotSent(update.id, matter)],
});
