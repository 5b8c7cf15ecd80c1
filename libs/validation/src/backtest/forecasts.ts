import {
  calibrated,
  keptRateOf,
  KeptRatesByWeek,
  latestBefore,
  missRisk,
  OutcomesByWeek,
  WeeklyCalibration,
  weekOf,
} from '#trust';
import type { Prediction } from '../prediction/predict.js';

/** The forecast of each promise, 0 to 1, as the product states it, and before its calibration. */
export type Forecasts = { readonly stated: readonly number[]; readonly uncalibrated: readonly number[] };

/**
 * The forecasts of promises, each from the answers that were known when its week began, and from the customer's own record when
 * it was asked. @param predictions ascending by time
 */
export function forecastsOf(predictions: readonly Pick<Prediction, 'question' | 'own'>[]): Forecasts {
  const rates = new KeptRatesByWeek(OutcomesByWeek.of(predictions.map(({ question }) => question)));
  const uncalibrated = predictions.map(({ question: { askedAt, group }, own }) =>
    missRisk(own, keptRateOf(rates.at(weekOf(askedAt)), group)),
  );
  const answered = predictions
    .map(({ question: { knownAt, askedAt, bad } }, index) => ({
      ...{ knownAt, askedWeek: weekOf(askedAt), risk: uncalibrated[index] ?? 0, missed: bad },
    }))
    .sort((a, b) => a.knownAt - b.knownAt);
  const calibration = new WeeklyCalibration((week) => latestBefore(answered, week));
  const curves = new Map<number, ReturnType<WeeklyCalibration['inForce']>>();
  const stated = predictions.map(({ question: { askedAt } }, index) => {
    const week = weekOf(askedAt);
    let curve = curves.get(week);
    if (curve === undefined) curves.set(week, (curve = calibration.inForce(week)));
    return calibrated(curve, uncalibrated[index] ?? 0);
  });
  return { stated, uncalibrated };
}
