import { calibrated, type CalibrationCurve } from './calibration.js';
import { missRisk } from './forecast.js';
import { keptRateOf, type KeptRates } from './kept-rates.js';
import { inLaterWeek, type OpenPromise } from './open-promises.js';
import { mondayOf } from './week.js';

/** How many promises were kept and missed, and the week in which the first of these answers became known. */
export type AnswerCount = { readonly kept: number; readonly missed: number; readonly sinceWeek: number };

/** What the forecasts of one week have in common: the answers of all customers that were known when it began. */
export type ForecastBasis = {
  readonly week: number;
  readonly rates: KeptRates;
  /** Null before the first answer. */
  readonly book: AnswerCount | null;
  readonly groups: ReadonlyMap<string, AnswerCount>;
  /** Null where forecasts are not calibrated. */
  readonly curve: CalibrationCurve | null;
};

/** How likely an open promise is to be missed, and what says so. */
export type Forecast = {
  /** 0 to 1. */
  readonly risk: number;
  readonly group: string | null;
  /** The answered promises of the customer in the group. */
  readonly kept: number;
  readonly missed: number;
  /** Those of all customers in the group; in the whole book where the promise has no group. */
  readonly groupKept: number;
  readonly groupMissed: number;
  /** a of the formula, 0 to 1. */
  readonly keptRate: number;
  /** The beginning of the week of the first answer that counts, milliseconds since the epoch; null where there is none. */
  readonly since: number | null;
  /** How many answered promises the calibration was learned from; 0 where it is not calibrated. */
  readonly calibratedOn: number;
};

/** The forecast of an open promise. */
export function forecastOf(promise: OpenPromise, basis: ForecastBasis): Forecast {
  const { group, own } = inLaterWeek(promise, basis.week);
  const keptRate = keptRateOf(basis.rates, group);
  const count = group === null ? basis.book : (basis.groups.get(group) ?? null);
  const sinceWeek = Math.min(own.sinceWeek ?? Infinity, count?.sinceWeek ?? Infinity);
  return {
    risk: calibrated(basis.curve, missRisk(own, keptRate)),
    group,
    kept: own.kept,
    missed: own.missed,
    groupKept: count?.kept ?? 0,
    groupMissed: count?.missed ?? 0,
    keptRate,
    since: sinceWeek === Infinity ? null : mondayOf(sinceWeek),
    calibratedOn: basis.curve?.answers ?? 0,
  };
}

/** The forecast in one sentence for each thing that it rests on. */
export function forecastInWords(forecast: Forecast): string {
  const { group, kept, missed, groupKept, groupMissed, keptRate, since, calibratedOn } = forecast;
  const named = group === null ? 'without a group' : `of the group "${group}"`;
  const of = group === null ? 'the whole book' : 'the group';
  return [
    `This customer: ${kept} kept and ${missed} missed promises ${named}.`,
    groupKept + groupMissed === 0
      ? `All customers: no answered promise in ${of} before this week, so the kept rate is ${percent(keptRate)} of the whole book.`
      : `All customers: ${groupKept} kept and ${groupMissed} missed in ${of} before this week; kept rate ${percent(keptRate)}.`,
    ...(since === null
      ? []
      : [`Answers since ${new Date(since).toISOString().slice(0, 10)}; each counts half after 90 days.`]),
    calibratedOn === 0
      ? 'Not calibrated: too few answers, or earlier calibrations would not have helped.'
      : `Calibrated on the latest ${calibratedOn} answered promises.`,
  ].join(' ');
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
