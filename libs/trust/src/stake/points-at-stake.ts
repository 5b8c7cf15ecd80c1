import {
  changeEntries,
  type EvidenceChange,
  type Obligation,
  type RecordedContact,
  type Timeline,
} from '#relationship';
import { priorOf } from '../assessment/assess.js';
import type { Weighed } from '../evidence/weigh.js';
import { scoreFromSums, sumsOf } from '../sums/sums.js';
import { changedSums } from './changed-sums.js';
import { lapsing, meeting } from './meeting.js';

/**
 * Points of trust at stake in each obligation: the score if it is met now, minus the score if it lapses at its due time
 * (for a disclosure: if the customer then finds out). Both are as of just after the due time, or of now where that has
 * passed. @param timeline has no fact after `now` @param weighed its evidence
 */
export function pointsAtStake(
  timeline: Timeline,
  weighed: Weighed,
  obligations: readonly Obligation[],
  now: number,
): readonly number[] {
  const prior = priorOf(timeline);
  if (prior === null) return obligations.map(() => 0);
  return obligations.map((obligation) => {
    const asOf = Math.max(now, obligation.dueAt + 1);
    const sums = sumsOf(weighed, asOf);
    const scoreWith = (contact: RecordedContact | null): number => {
      const changed =
        contact === null ? sums : changedSums(sums, withoutNewSilence(timeline, contact, weighed), weighed);
      return scoreFromSums(changed, asOf, weighed.model, prior).score;
    };
    return scoreWith(meeting(obligation, now)) - scoreWith(lapsing(obligation, now));
  });
}

/** What the contact changes. If nobody says a word after it until a late due time, that is not its fault. */
function withoutNewSilence(timeline: Timeline, contact: RecordedContact, { model }: Weighed): EvidenceChange {
  const { lost: before, gained: after } = timeline.preview([contact], model.calendar);
  const { lost, gained } = changeEntries(before, after);
  return { lost, gained: gained.filter(({ lapse, causeEventId }) => !lapse || causeEventId !== contact.id) };
}
