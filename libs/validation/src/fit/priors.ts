import { periodOf } from '../statistics/period.js';
import type { FitRow } from './class-sums.js';

/** For how many weeks the base model's prior counts against the weeks that were seen. */
const PULL_WEEKS = 4;
/** For how many outcomes the prior of all counts against those of a segment. */
const PULL_OUTCOMES = 20;
/** A segment with fewer outcomes keeps the prior of all. */
export const FEWEST_IN_SEGMENT = 50;
/** What a customer may be opened with, so no fitted prior goes further. */
const [LOWEST, HIGHEST] = [0.05, 0.95];

export type FittedPriors = { readonly prior: number; readonly bySegment: Readonly<Record<string, number>> };

/**
 * The mean over the weeks of the share of good outcomes, pulled towards the base model's prior. Base rates drift, so a
 * week is one witness of the years to come, however many outcomes it has; a month of data cannot overrule a default as
 * years can. The prior of a segment is its share of good outcomes, pulled towards the prior of all.
 * @param base 0 to 1
 */
export function fittedPriors(rows: readonly FitRow[], base: number): FittedPriors {
  const weeks = [...Map.groupBy(rows, ({ question }) => periodOf(question.askedAt, 'WEEK')).values()];
  const shares = weeks.map((week) => goodIn(week) / week.length);
  const sum = shares.reduce((total, share) => total + share, 0);
  const prior = within((sum + PULL_WEEKS * base) / (weeks.length + PULL_WEEKS));
  const bySegment: Record<string, number> = {};
  for (const [segment, members] of Map.groupBy(rows, ({ prior: { segment } }) => segment ?? null))
    if (segment !== null && members.length >= FEWEST_IN_SEGMENT)
      bySegment[segment] = pulledShare(goodIn(members), members.length, prior);
  return { prior, bySegment };
}

const goodIn = (rows: readonly FitRow[]): number => rows.filter(({ question }) => !question.bad).length;
const within = (prior: number): number => Math.min(HIGHEST, Math.max(LOWEST, prior));

/** @param good out of `all`, which may be decayed sums */
export const pulledShare = (good: number, all: number, towards: number): number =>
  within((good + PULL_OUTCOMES * towards) / (all + PULL_OUTCOMES));
