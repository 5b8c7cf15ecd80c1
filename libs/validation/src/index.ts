export * from './backtest/result.js';
export {
  evaluate,
  FORECAST,
  UNCALIBRATED,
  type Contestant,
  type EvaluateOptions,
  type EvaluationListener,
} from './backtest/evaluate.js';
export { inOrderOfTime, type ComparablePrediction, type DataSet, type Predictions } from './backtest/predictions.js';
export { CustomerSample } from './sampling/customer-sample.js';
export {
  predictCustomer,
  type CustomerHistory,
  type CustomerPredictions,
  type PredictCustomerOptions,
} from './backtest/predict-customer.js';
export { BlindTally, blindWords, type BlindTotals } from './backtest/blind-tally.js';
export { judgedOf, warmUpOf, type Judged, type JudgingOptions } from './backtest/judged.js';
export {
  addCensored,
  CENSORINGS,
  inOrderOfAsking,
  type Censored,
  type Censoring,
  type Question,
  type Questions,
} from './questions/question.js';
export { ASKING_TIMES, nextExpectation, type AskingTime } from './questions/next-expectation.js';
export { nextOutcome, type BadWhen, type OutcomeQuestion } from './questions/next-outcome.js';
export { byDimensionAlone, byLowerEnd, byRenewedScore, byScore, type Predictor } from './prediction/predictor.js';
export { predict, type Observer, type Prediction } from './prediction/predict.js';
export type { GamedPrediction, GamingGain } from './recorders/gaming-gain.js';
export type { RecorderEffect, RecorderResult } from './recorders/recorder-effect.js';
export type { AnswerValues, SideFacts } from './rivals/rivals.js';
export { CONSTANT, RUNNING_SHARE, RUNNING_SHARE_90, RUNNING_SHARE_90_FROZEN } from './rivals/rivals.js';
export { PERIODS, periodOf, type Period } from './statistics/period.js';
export { aucOf } from './statistics/ranking.js';
export type { CalibrationBin, Calibration } from './statistics/calibration.js';
export type { AtCapacity } from './statistics/capacity.js';
export {
  LEFT_OUT_KINDS,
  MOST_LEFT_OUT,
  NOTHING_LEFT_OUT,
  shareLeftOut,
  type LabelsAffected,
  type LeftOut,
  type LeftOutCount,
  type LeftOutExample,
  type LeftOutKind,
} from './left-out/left-out.js';
export { LeftOutTally, NO_LABELS, type LeftOutEntry } from './left-out/left-out-tally.js';
export { effectOfLosing, type LabelSource } from './left-out/effect-on-labels.js';
export { ClassSums, type FitRow } from './fit/class-sums.js';
export { fitModel } from './fit/fit-model.js';
export { renewPrior } from './fit/renew-prior.js';
export type { FitOptions } from './fit/with-evidence.js';
export { renewedPriors, type RenewedPriorsOptions } from './fit/renewed-priors.js';
