import { targetOf, type Target } from '../matters/target.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { inOrder } from '../facts/order.js';
import type { Timeline } from '../timeline/timeline.js';

/** What to know before calling, as far as the facts say it. Times are milliseconds since the epoch. */
export type BriefFacts = {
  /** Promises that are open, the one due first standing first; those without a due time last. */
  readonly promised: readonly {
    readonly expectationId: string;
    readonly dueAt: number | null;
    readonly setByContactId: string;
  }[];
  /** Needs the customer asked for and still waits on, with the contact that asked last. */
  readonly waitingNeeds: readonly { readonly needId: string; readonly contactId: string }[];
  /** The last word with the customer; null before the first. */
  readonly lastContact: RecordedContact | null;
  /** When the customer last learned something before we told them, and of what; null where they never did. */
  readonly lastSurprise: { readonly at: number; readonly about: Target; readonly contactId: string } | null;
  readonly lastRetrospective: RecordedContact | null;
  /** Actions of the last retrospective, and whether they are done. */
  readonly lastActions: readonly { readonly actionId: string; readonly verified: boolean }[];
  readonly stakeholders: readonly RecordedContact[];
};

/** @param now due times that pass later have not lapsed yet */
export function briefFacts(timeline: Timeline, now: number): BriefFacts {
  const standing = inOrder(timeline.standingContacts());
  const lastOf = (type: string) => standing.findLast((each) => each.type === type) ?? null;
  const lastRetrospective = lastOf('RetrospectiveHeld');
  const spoken = timeline.lastInteraction();
  return {
    promised: promisesOpen(timeline),
    waitingNeeds: needsWaiting(standing, timeline, now),
    lastContact: spoken?.type === 'RelationshipOpened' ? null : spoken,
    lastSurprise: lastSurprise(timeline, now),
    lastRetrospective,
    lastActions: actionsOf(lastRetrospective).map((actionId) => ({
      actionId,
      verified: timeline.byIdentity(`verified:${actionId}`).length > 0,
    })),
    stakeholders: standing.filter(({ type }) => type === 'StakeholderAdded'),
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

function needsWaiting(
  standing: readonly RecordedContact[],
  timeline: Timeline,
  now: number,
): BriefFacts['waitingNeeds'] {
  const lastAsked = new Map<string, string>();
  for (const { id, data } of standing) {
    const { needId, requestId } = data as { needId?: string; requestId?: string };
    if (needId !== undefined && requestId !== undefined) lastAsked.set(needId, id);
  }
  return [...lastAsked]
    .filter(([needId]) => timeline.isWaitingFor(needId, now))
    .map(([needId, contactId]) => ({ needId, contactId }));
}

function lastSurprise(timeline: Timeline, now: number): BriefFacts['lastSurprise'] {
  const entry = timeline.evidence().findLast((each) => each.class === 'surprise' && each.at <= now);
  const contact = entry === undefined ? null : timeline.contact(entry.causeEventId);
  if (entry === undefined || contact === null) return null;
  const { about, issueId } = contact.data as { about?: Parameters<typeof targetOf>[0]; issueId?: string };
  return {
    at: entry.at,
    about: targetOf(about ?? (issueId === undefined ? undefined : { issueId })),
    contactId: contact.id,
  };
}

const actionsOf = (retrospective: RecordedContact | null): readonly string[] =>
  ((retrospective?.data as { actions?: { actionId: string }[] } | undefined)?.actions ?? []).map(
    ({ actionId }) => actionId,
  );
