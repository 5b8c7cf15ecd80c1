import type { AnsweredPromise } from './answered-promises.js';
import type { AnswerCount, ForecastBasis } from './basis.js';
import { LONGEST_CHECK_WEEKS, WeeklyCalibration, type CalibrationCurve } from './calibration.js';
import { missRisk } from './forecast.js';
import { keptRateOf, KeptRatesByWeek } from './kept-rates.js';
import { OutcomesByWeek } from './outcomes-by-week.js';

/** How many promises of a group were answered in a week, over all customers. */
export type WeekCount = {
  readonly week: number;
  /** Null for promises without a group. */
  readonly group: string | null;
  readonly kept: number;
  readonly missed: number;
};

/** What the forecasts of a week rest on. Counts of that week and of later ones are left out. */
export function learnBasis(week: number, counts: readonly WeekCount[], curve: CalibrationCurve | null): ForecastBasis {
  const known = counts.filter((count) => count.week < week);
  const groups = new Map<string, AnswerCount>();
  let book: AnswerCount | null = null;
  for (const count of known) {
    book = withMore(book, count);
    if (count.group !== null) groups.set(count.group, withMore(groups.get(count.group) ?? null, count));
  }
  return { week, rates: new KeptRatesByWeek(outcomesOf(known), new Set()).at(week), book, groups, curve };
}

/** The weeks whose latest answers a calibration of this week needs, besides its own. @param latest those of this week */
export const weeksToCheck = (week: number, latest: readonly AnsweredPromise[]): readonly number[] => [
  ...new Set(latest.map(({ askedWeek }) => askedWeek).filter((asked) => week - asked <= LONGEST_CHECK_WEEKS)),
];

/**
 * The calibration of a week; null where forecasts are better as they are.
 * @param latestBefore the latest answers that were known when a week began, for this week and for `weeksToCheck`
 */
export function learnCalibration(
  week: number,
  counts: readonly WeekCount[],
  latestBefore: ReadonlyMap<number, readonly AnsweredPromise[]>,
): CalibrationCurve | null {
  const asked = new Set([...latestBefore.values()].flatMap((answers) => answers.map(({ askedWeek }) => askedWeek)));
  const rates = new KeptRatesByWeek(outcomesOf(counts), asked);
  const calibration = new WeeklyCalibration((each) =>
    (latestBefore.get(each) ?? []).map(({ askedWeek, group, missed, keptBefore, missedBefore }) => {
      const own = { keptNow: keptBefore, missedNow: missedBefore };
      return { askedWeek, missed, risk: missRisk(own, keptRateOf(rates.at(askedWeek), group)) };
    }),
  );
  return calibration.inForce(week);
}

function outcomesOf(counts: readonly WeekCount[]): OutcomesByWeek {
  const outcomes = new OutcomesByWeek();
  for (const { week, group, kept, missed } of counts)
    outcomes.addCounts(week, group, { good: kept, all: kept + missed });
  return outcomes;
}

const withMore = (count: AnswerCount | null, { week, kept, missed }: WeekCount): AnswerCount => ({
  kept: (count?.kept ?? 0) + kept,
  missed: (count?.missed ?? 0) + missed,
  sinceWeek: Math.min(count?.sinceWeek ?? week, week),
});
