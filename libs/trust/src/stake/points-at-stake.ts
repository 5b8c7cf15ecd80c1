import type { EvidenceChange, EvidenceEntry, Obligation, RecordedContact, Timeline } from '#relationship';
import { priorOf } from '../assess.js';
import { magnitudeOf } from '../evidence/magnitude.js';
import { decayed } from '../evidence/run.js';
import { counts, type Weighed } from '../evidence/weigh.js';
import { scoreFromSums, sumsOf, type Sums } from '../sums/sums.js';
import { lapsing, meeting } from './meeting.js';

/**
 * Points of trust at stake in each obligation: the assessment if it is met now less the assessment if it lapses at its
 * due time (for a disclosure: if the customer then finds out), both read just after the due time, or now where that has
 * passed. @param timeline facts none of which lies after `now` @param weighed its evidence
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
      const changed = contact === null ? sums : changedSums(sums, timeline.preview([contact]), weighed);
      return scoreFromSums(changed, asOf, weighed.model, prior).score;
    };
    return scoreWith(meeting(obligation, now)) - scoreWith(lapsing(obligation, now));
  });
}

function changedSums(sums: Sums, { lost, gained }: EvidenceChange, { model }: Weighed): Sums {
  const byClass: Record<string, number> = { ...sums.byClass };
  const add = (entry: EvidenceEntry, sign: 1 | -1): void => {
    const evidenceClass = model.classes.get(entry.class);
    if (evidenceClass === undefined || !counts(entry, sums.asOf)) return;
    const amount = decayed(magnitudeOf(entry, evidenceClass, model), sums.asOf - entry.at, evidenceClass.halfLifeMs);
    byClass[entry.class] = Math.max(0, (byClass[entry.class] ?? 0) + sign * amount);
  };
  lost.forEach((entry) => add(entry, -1));
  gained.forEach((entry) => add(entry, 1));
  return { ...sums, byClass };
}
