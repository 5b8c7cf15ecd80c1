import { groupRates, weekOf, type DecayedOutcomes, type OutcomesByWeek } from '#trust';
import type { Question } from '../questions/question.js';
import { renewedShare } from './priors.js';

export type RenewedPriorsOptions = {
  /** The prior that the share of kept promises is pulled towards, 0 to 1. */
  readonly base: number;
  /** Whether each group has a prior of its own. */
  readonly byGroup: boolean;
};

/**
 * The prior of reliability, fitted anew each Monday on the outcomes known by then: what `fit --prior-only` would have found each
 * week. Segments have no priors of their own.
 * @param outcomes those of all customers
 * @returns the prior in force when a question is asked, 0 to 1; null before the first outcome
 */
export function renewedPriors(
  outcomes: OutcomesByWeek,
  { base, byGroup }: RenewedPriorsOptions,
): (question: Question) => number | null {
  const weeks = new Map<number, DecayedOutcomes>();
  let last = -Infinity;
  for (const decayed of outcomes.decayed()) {
    weeks.set(decayed.week, decayed);
    last = decayed.week;
  }
  const priors = new Map<number, Priors>();
  return ({ askedAt, group }) => {
    const week = Math.min(last, weekOf(askedAt));
    const decayed = weeks.get(week);
    if (decayed === undefined) return null;
    let found = priors.get(week);
    if (found === undefined) priors.set(week, (found = priorsFrom(decayed, base, byGroup)));
    return (group === null ? undefined : found.ofGroups.get(group)) ?? found.ofAll;
  };
}

type Priors = { readonly ofAll: number; readonly ofGroups: ReadonlyMap<string, number> };

function priorsFrom({ good, all, groups }: DecayedOutcomes, base: number, byGroup: boolean): Priors {
  const ofAll = renewedShare(good, all, base);
  return { ofAll, ofGroups: byGroup ? groupRates(groups, ofAll) : new Map() };
}
