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
  /** Mean squared difference between risk and outcome; 0 is perfect. */
  readonly brier: number;
  /** What stating the base rate of the very same outcomes would score: hindsight that no predictor has. */
  readonly brierOfBaseRate: number;
  /** 1 where risks spread as outcomes do; below it they are too bold, above too timid. Null where outcomes are all alike. */
  readonly slope: number | null;
  /** Mean outcome less mean risk: above 0, risks were too low. */
  readonly shortfall: number;
  readonly curve: readonly CalibrationBin[];
};

const BINS = 10;

/** @param risk 0 to 1, one a prediction */
export function calibrationOf(risk: readonly number[], bad: readonly boolean[]): Calibration {
  const n = bad.length;
  const outcome = (index: number) => (bad[index] ? 1 : 0);
  const baseRate = mean(bad.map(Number));
  return {
    brier: mean(risk.map((p, index) => (p - outcome(index)) ** 2)),
    brierOfBaseRate: baseRate * (1 - baseRate),
    slope: n === 0 ? null : (fitLogistic(risk.map(logit), bad)?.slope ?? null),
    shortfall: baseRate - mean(risk),
    curve: curveOf(risk, bad),
  };
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
