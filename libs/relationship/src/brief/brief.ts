import { isA } from '../contacts/contact.js';
import { targetIn } from '../contacts/marks-of.js';
import { retrospectiveHeld } from '../contacts/retrospective.js';
import { idIn, target, type Target } from '../matters/target.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { compareSaid, inOrder } from '../facts/order.js';
import type { Timeline } from '../timeline/timeline.js';

/** What to know before a call, from the facts alone. Times are milliseconds since the epoch. */
export type BriefFacts = {
  /** Open promises by due time; those without a due time last. */
  readonly promised: readonly {
    readonly expectationId: string;
    readonly dueAt: number | null;
    readonly setByContactId: string;
  }[];
  /** Needs that the customer still waits for, with the contact that asked last. */
  readonly waitingNeeds: readonly { readonly needId: string; readonly contactId: string }[];
  /** The last interaction with the customer; null before the first. */
  readonly lastContact: RecordedContact | null;
  /** The last time the customer learned something before we told them, and what it was about; null where they never did. */
  readonly lastSurprise: { readonly at: number; readonly about: Target; readonly contactId: string } | null;
  readonly lastRetrospective: RecordedContact | null;
  /** Actions of the last retrospective, and whether they are done. */
  readonly lastActions: readonly { readonly actionId: string; readonly verified: boolean }[];
};

/** @param now milliseconds since the epoch; later due times have not lapsed yet */
export function briefFacts(timeline: Timeline, now: number): BriefFacts {
  const lastRetrospective =
    inOrder(timeline.effectiveContacts()).findLast((each) => isA(each, retrospectiveHeld)) ?? null;
  return {
    promised: promisesOpen(timeline),
    waitingNeeds: needsWaiting(timeline, now),
    lastContact: timeline.lastContact(),
    lastSurprise: lastSurprise(timeline, now),
    lastRetrospective,
    lastActions: (lastRetrospective?.data.actions ?? []).map(({ actionId }) => ({
      actionId,
      verified: timeline.matterOf(target('action', actionId)).marks.some(({ is }) => is === 'VERIFIED'),
    })),
  };
}

function promisesOpen(timeline: Timeline): BriefFacts['promised'] {
  return [...timeline.allMatters()]
    .flatMap(({ expectations }) => expectations)
    .filter(({ closing }) => closing === null)
    .map(({ dues, expectationId, setByEventId }) => ({
      expectationId,
      dueAt: dues.at(-1)?.dueAt ?? null,
      setByContactId: setByEventId,
    }))
    .sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity));
}

function needsWaiting(timeline: Timeline, now: number): BriefFacts['waitingNeeds'] {
  const asked = [...timeline.allMatters()].flatMap(({ marks }) => marks.filter(({ is }) => is === 'NEED'));
  const lastAsked = new Map<string | null, string>();
  for (const mark of asked.sort(compareSaid)) lastAsked.set(idIn(mark.target, 'need'), mark.eventId);
  return [...lastAsked].flatMap(([needId, contactId]) =>
    needId !== null && timeline.isWaitingFor(needId, now) ? [{ needId, contactId }] : [],
  );
}

function lastSurprise(timeline: Timeline, now: number): BriefFacts['lastSurprise'] {
  const entry = timeline.evidence().findLast((each) => each.class === 'surprise' && each.at <= now);
  const contact = entry === undefined ? null : timeline.contact(entry.causeEventId);
  if (entry === undefined || contact === null) return null;
  return { at: entry.at, about: targetIn(contact), contactId: contact.id };
}
