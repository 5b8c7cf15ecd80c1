import { fitLogistic, logit } from './logistic.js';

/** Predictions of one size, and what came of them. */
export type CalibrationBin = {
  readonly predictions: number;
  /** Mean risk that was stated, 0 to 1. */
  readonly predicted: number;
  /** Share that turned out bad, 0 to 1. */
  readonly observed: number;
};

export type Calibration = {
  /** Mean squared difference between risk and outcome; 0 is perfect. Null, as the next two, where nothing is judged. */
  readonly brier: number | null;
  /** What stating the base rate of the very same outcomes would score: hindsight that no predictor has. */
  readonly brierOfBaseRate: number | null;
  /** Mean outcome less mean risk: above 0, risks were too low. */
  readonly shortfall: number | null;
  /**
   * 1 where risks spread as outcomes do; below it they are too bold, above too timid. Null where outcomes are all alike,
   * or where risks differ too little from each other to tell: by chance alone it would be off by a half.
   */
  readonly slope: number | null;
  readonly curve: readonly CalibrationBin[];
};

const BINS = 10;
/** A slope less sure than this tells nothing. */
const LARGEST_STANDARD_ERROR = 0.5;

/** @param risk 0 to 1, one a prediction */
export function calibrationOf(risk: readonly number[], bad: readonly boolean[]): Calibration {
  if (bad.length === 0) return { brier: null, brierOfBaseRate: null, shortfall: null, slope: null, curve: [] };
  const outcome = (index: number) => (bad[index] ? 1 : 0);
  const baseRate = mean(bad.map(Number));
  return {
    brier: mean(risk.map((p, index) => (p - outcome(index)) ** 2)),
    brierOfBaseRate: baseRate * (1 - baseRate),
    shortfall: baseRate - mean(risk),
    slope: slopeOf(risk.map(logit), bad, baseRate),
    curve: curveOf(risk, bad),
  };
}

/** The standard error is that of a logistic curve through outcomes of one base rate. */
function slopeOf(stated: readonly number[], bad: readonly boolean[], baseRate: number): number | null {
  const centre = mean(stated);
  const information = baseRate * (1 - baseRate) * stated.reduce((sum, each) => sum + (each - centre) ** 2, 0);
  if (!(information > 1 / LARGEST_STANDARD_ERROR ** 2)) return null;
  return fitLogistic(stated, bad)?.slope ?? null;
}

/** Equal shares of the predictions by risk; predictions of one risk stay in one bin. */
function curveOf(risk: readonly number[], bad: readonly boolean[]): CalibrationBin[] {
  const order = risk.map((_, index) => index).sort((a, b) => (risk[a] ?? 0) - (risk[b] ?? 0) || a - b);
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

  function riskAt(place: number): number | undefined {
    return risk[order[place] ?? 0];
  }
}

/** 0 for nothing. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
