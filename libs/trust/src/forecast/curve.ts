import { fitLogistic, riskBy, type Logistic } from './logistic.js';

/** A logistic curve from what a predictor says, on any scale, to a risk. */
export type Curve = Logistic & {
  /** What the predictor says is centred and scaled before it is read. */
  readonly centre: number;
  readonly spread: number;
};

/** With fewer labels, or fewer of each kind, nothing is fitted. */
export const FEWEST_LABELS = 30;
export const FEWEST_OF_EACH_KIND = 5;

/** The risk, 0 to 1. */
export const riskOn = (curve: Curve, said: number): number => riskBy(curve, (said - curve.centre) / curve.spread);

/** The curve through what was said before each label. Null where there is too little to learn from. */
export function curveThrough(said: readonly number[], bad: readonly boolean[]): Curve | null {
  const count = bad.filter(Boolean).length;
  if (bad.length < FEWEST_LABELS || Math.min(count, bad.length - count) < FEWEST_OF_EACH_KIND) return null;
  const centre = mean(said);
  const spread = Math.sqrt(mean(said.map((each) => (each - centre) ** 2)));
  if (!(spread > 0)) return null;
  const fitted = fitLogistic(
    said.map((each) => (each - centre) / spread),
    bad,
  );
  return fitted === null ? null : { ...fitted, centre, spread };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
