import { riskOn, curveThrough, type Curve } from './curve.js';
import { logit } from './logistic.js';

/** A forecast that was stated when its promise was made, and how the promise ended. */
export type AnsweredForecast = {
  /** The week in which the promise was made. */
  readonly askedWeek: number;
  /** The risk before any calibration, 0 to 1. */
  readonly risk: number;
  readonly missed: boolean;
};

/** Rates drift, so the latest answers count, and a curve of two parameters needs no more. */
export const MOST_ANSWERS = 2000;
/** The gain in squared error must exceed so many of its standard errors. */
const BEYOND_CHANCE = 2;
/** A forecast that was stated longer ago counts as not calibrated, so that few curves are needed. */
export const LONGEST_CHECK_WEEKS = 52;

/** A curve through forecasts, and through how many. */
export type CalibrationCurve = Curve & { readonly answers: number };

/** The calibrated risk, 0 to 1. So many answers cannot tell a smaller risk from none, nor a larger one from certainty. */
export function calibrated(curve: CalibrationCurve | null, risk: number): number {
  if (curve === null) return risk;
  const least = 1 / (curve.answers + 2);
  return Math.min(1 - least, Math.max(least, riskOn(curve, logit(risk))));
}

/**
 * The calibration of forecasts, renewed each week on the past alone: a logistic curve through the forecasts whose promises had
 * been answered when the week began. It is used only where the curves of the weeks before would have improved the forecasts of
 * those promises beyond chance: where quick answers differ from slow ones, a curve through the known ones makes forecasts worse.
 */
export class WeeklyCalibration {
  private readonly curves = new Map<number, CalibrationCurve | null>();

  /** @param before the latest answered forecasts that were known when a week began, at most `MOST_ANSWERS` */
  constructor(private readonly before: (week: number) => readonly AnsweredForecast[]) {}

  /** The curve in force in a week; null where forecasts are better as they are, or there is too little to learn from. */
  inForce(week: number): CalibrationCurve | null {
    const curve = this.curve(week);
    return curve !== null && this.hasHelped(week) ? curve : null;
  }

  private hasHelped(week: number): boolean {
    const gains = this.before(week).map(({ askedWeek, risk, missed }) => {
      const then = week - askedWeek > LONGEST_CHECK_WEEKS ? null : this.curve(askedWeek);
      const outcome = missed ? 1 : 0;
      return (risk - outcome) ** 2 - (calibrated(then, risk) - outcome) ** 2;
    });
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
    return mean > BEYOND_CHANCE * Math.sqrt(variance / gains.length);
  }

  /** A curve that falls would turn the order of forecasts around, so it is none. */
  private curve(week: number): CalibrationCurve | null {
    let curve = this.curves.get(week);
    if (curve === undefined) {
      const known = this.before(week);
      const fitted = curveThrough(
        known.map(({ risk }) => logit(risk)),
        known.map(({ missed }) => missed),
      );
      curve = fitted !== null && fitted.slope > 0 ? { ...fitted, answers: known.length } : null;
      this.curves.set(week, curve);
    }
    return curve;
  }
}
