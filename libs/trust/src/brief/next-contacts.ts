import { compareText, hypothetical, type Obligation, type RecordedContact, type Timeline } from '#relationship';
import { priorOf } from '../assessment/assess.js';
import type { Weighed } from '../evidence/weigh.js';
import { scoreFromSums, sumsOf } from '../sums/sums.js';
import { changedSums } from '../stake/changed-sums.js';
import { meeting } from '../stake/meeting.js';

/** A contact that could take place now, and its gain. */
export type NextContact = {
  readonly type: string;
  /** Its facts, without customerId and occurredAt. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The obligation it would meet; null where it is not owed. */
  readonly obligationId: string | null;
  /** Points that the score would rise at once. */
  readonly points: number;
};

/**
 * The contacts that would gain most now, best first: those that meet an obligation, or a check-in. Contacts that would gain
 * nothing are left out. @param timeline has no fact after `now`
 */
export function nextContacts(
  timeline: Timeline,
  weighed: Weighed,
  obligations: readonly Obligation[],
  now: number,
  most = 3,
): readonly NextContact[] {
  const prior = priorOf(timeline);
  if (prior === null) return [];
  const sums = sumsOf(weighed, now);
  const scoreOf = (of: typeof sums) => scoreFromSums(of, now, weighed.model, prior).score;
  const before = scoreOf(sums);
  return candidates(obligations, now)
    .map(({ contact, obligationId }): NextContact => {
      const { customerId: _customer, occurredAt: _now, ...facts } = contact.data;
      const after = scoreOf(changedSums(sums, timeline.preview([contact], weighed.model.calendar), weighed));
      return { type: contact.type, facts, obligationId, points: after - before };
    })
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || compareText(a.type, b.type))
    .slice(0, most);
}

type Candidate = { readonly contact: RecordedContact; readonly obligationId: string | null };

/** For each obligation the contact that meets it, and a check-in, which is always possible. */
function candidates(obligations: readonly Obligation[], now: number): Candidate[] {
  const owed = obligations.flatMap((obligation): Candidate[] => {
    const contact = meeting(obligation, now);
    return contact === null ? [] : [{ contact, obligationId: obligation.id }];
  });
  const hasCheckIn = obligations.some(({ kind }) => kind === 'CHECK_IN');
  const checkIn = { contact: hypothetical('CheckInHeld', {}, now, 'next:check-in'), obligationId: null };
  return hasCheckIn ? owed : [...owed, checkIn];
}
