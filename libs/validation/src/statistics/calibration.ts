import { fitLogistic, logit } from '#trust';

/** Predictions with similar risks, and how many of them turned out bad. */
export type CalibrationBin = {
  readonly predictions: number;
  /** Mean risk, 0 to 1. */
  readonly predicted: number;
  /** Share that turned out bad, 0 to 1. */
  readonly observed: number;
};

/** How well risks agree with what happened. All figures are about the predictions that have a calibrated risk. */
export type Calibration = {
  /** How many predictions have a calibrated risk. */
  readonly predictions: number;
  /** Mean squared difference between risk and outcome; 0 is perfect. Null, like the next two, where no prediction has a risk. */
  readonly brier: number | null;
  /** The Brier score of the base rate of the same outcomes. Nobody knows that rate beforehand. */
  readonly brierOfBaseRate: number | null;
  /** Mean outcome less mean risk: above 0 the risks were too low. */
  readonly shortfall: number | null;
  /**
   * 1 where risks spread as outcomes do; below 1 they are too extreme, above 1 too cautious. Null where all outcomes are alike,
   * or where the risks differ so little that chance alone would move the slope by a half.
   */
  readonly slope: number | null;
  readonly curve: readonly CalibrationBin[];
};

const BINS = 10;
/** A slope with a larger standard error is not stated. */
const LARGEST_STANDARD_ERROR = 0.5;

/** @param risks 0 to 1 for each prediction; null for those that have none */
export function calibrationOf(risks: readonly (number | null)[], outcomes: readonly boolean[]): Calibration {
  const risk = risks.filter((each) => each !== null);
  const bad = outcomes.filter((_, index) => risks[index] !== null);
  if (risk.length === 0)
    return { predictions: 0, brier: null, brierOfBaseRate: null, shortfall: null, slope: null, curve: [] };
  const outcome = (index: number) => (bad[index] ? 1 : 0);
  const baseRate = mean(bad.map(Number));
  return {
    predictions: risk.length,
    brier: mean(risk.map((p, index) => (p - outcome(index)) ** 2)),
    brierOfBaseRate: baseRate * (1 - baseRate),
    shortfall: baseRate - mean(risk),
    slope: slopeOf(risk.map(logit), bad, baseRate),
    curve: curveOf(risk, bad),
  };
}

/** The standard error is that of a logistic curve through outcomes of one base rate. */
function slopeOf(logits: readonly number[], bad: readonly boolean[], baseRate: number): number | null {
  const centre = mean(logits);
  const information = baseRate * (1 - baseRate) * logits.reduce((sum, each) => sum + (each - centre) ** 2, 0);
  if (!(information > 1 / LARGEST_STANDARD_ERROR ** 2)) return null;
  return fitLogistic(logits, bad)?.slope ?? null;
}

/** Bins of equal size by risk. Predictions of the same risk are in the same bin. */
function curveOf(risk: readonly number[], bad: readonly boolean[]): CalibrationBin[] {
  const order = risk.map((_, index) => index).sort((a, b) => (risk[a] ?? 0) - (risk[b] ?? 0) || a - b);
  const riskAt = (place: number) => risk[order[place] ?? 0];
  const bins: CalibrationBin[] = [];
  let start = 0;
  for (let bin = 1; bin <= BINS; bin += 1) {
    let end = Math.round((bin * order.length) / BINS);
    while (end < order.length && end > 0 && riskAt(end) === riskAt(end - 1)) end += 1;
    if (end <= start) continue;
    const members = order.slice(start, end);
    bins.push({
      predictions: members.length,
      predicted: mean(members.map((index) => risk[index] ?? 0)),
      observed: mean(members.map((index) => (bad[index] ? 1 : 0))),
    });
    start = end;
  }
  return bins;
}

/** 0 for an empty list. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
