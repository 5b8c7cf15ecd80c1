import { periodOf } from '../statistics/period.js';
import type { FitRow } from './class-sums.js';

/** As how many weeks the base model's prior counts. */
const PULL_WEEKS = 4;
/** As how many outcomes the overall prior counts in the prior of a segment. */
const PULL_OUTCOMES = 20;
/** A segment with fewer outcomes keeps the overall prior. */
export const FEWEST_IN_SEGMENT = 50;
/** A customer can be opened with a prior in these bounds, so a fitted prior stays in them. */
const [LOWEST, HIGHEST] = [0.05, 0.95];
/** The 95 % quantile of chi-square with one degree of freedom. */
const CHI_SQUARE_95 = 3.841;

export type FittedPriors = { readonly prior: number; readonly bySegment: Readonly<Record<string, number>> };

/**
 * The mean over weeks of the share of good outcomes, pulled towards the base model's prior. Base rates drift, so each week
 * counts once, however many outcomes it has, and a month of data cannot overrule a default as years can. The prior of a segment
 * is its share of good outcomes, pulled towards the overall prior.
 * @param base 0 to 1
 */
export function fittedPriors(rows: readonly FitRow[], base: number): FittedPriors {
  const weeks = [...Map.groupBy(rows, ({ question }) => periodOf(question.askedAt, 'WEEK')).values()];
  const shares = weeks.map((week) => goodIn(week) / week.length);
  const sum = shares.reduce((total, share) => total + share, 0);
  const prior = withinBounds((sum + PULL_WEEKS * base) / (weeks.length + PULL_WEEKS));
  const bySegment: Record<string, number> = {};
  for (const [segment, members] of Map.groupBy(rows, ({ prior: { segment } }) => segment ?? null))
    if (segment !== null && members.length >= FEWEST_IN_SEGMENT)
      bySegment[segment] = withinBounds(pulledShare(goodIn(members), members.length, prior));
  return { prior, bySegment };
}

const goodIn = (rows: readonly FitRow[]): number => rows.filter(({ question }) => !question.bad).length;
const withinBounds = (prior: number): number => Math.min(HIGHEST, Math.max(LOWEST, prior));

/** The share of good outcomes, pulled towards another share. */
const pulledShare = (good: number, all: number, towards: number): number =>
  (good + PULL_OUTCOMES * towards) / (all + PULL_OUTCOMES);

/**
 * A renewed prior: the share of good outcomes, pulled towards another share. It stays from 0.05 to 0.95, unless the outcomes are
 * less likely under the bound beyond chance: where 99 % of promises are kept, a prior of 0.95 would rank every new customer
 * below most others.
 * @param good how many of `all` are good; both may be decayed sums
 */
export function renewedShare(good: number, all: number, towards: number): number {
  const share = pulledShare(good, all, towards);
  const bounded = withinBounds(share);
  const ratio = 2 * (logLikelihood(share, good, all) - logLikelihood(bounded, good, all));
  return ratio > CHI_SQUARE_95 ? share : bounded;
}

const logLikelihood = (share: number, good: number, all: number): number =>
  good * Math.log(share) + (all - good) * Math.log(1 - share);
