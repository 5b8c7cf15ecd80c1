export * from './backtest/result.js';
export { conclude, type ConcludeAsked, type TellJudged } from './backtest/conclude.js';
export type { Read, ReadQuestion } from './backtest/read.js';
export { Drawn } from './drawing/drawn.js';
export { readCustomer, type CustomerBook, type CustomerRead, type ReadAsked } from './backtest/read-customer.js';
export { judgedOf, warmUpOf, type Judged, type JudgedAsked } from './backtest/judged.js';
export {
  addCensored,
  CENSORINGS,
  inOrderOfAsking,
  type Asked,
  type Censored,
  type Censoring,
  type Question,
} from './questions/question.js';
export { ASKING_TIMES, nextExpectation, type AskingTime } from './questions/next-expectation.js';
export { nextOutcome, type BadWhen, type OutcomeAsked } from './questions/next-outcome.js';
export { byDimensionAlone, byLowerEnd, byScore, byScoreUnder, type Predictor } from './reading/predictor.js';
export { readQuestions, type Bystander, type Reading } from './reading/read-questions.js';
export type { ChosenReading } from './recorders/choice-gain.js';
export type { AnswerValues, SideFacts } from './rivals/rivals.js';
export { CONSTANT, RUNNING_SHARE, RUNNING_SHARE_90, RUNNING_SHARE_90_FROZEN } from './rivals/rivals.js';
export { PERIODS, periodOf, type Period } from './statistics/period.js';
export { aucOf } from './statistics/ranking.js';
export type { CalibrationBin, Calibration } from './statistics/calibration.js';
export type { AtCapacity } from './statistics/capacity.js';
export { ClassSums, type FitRow } from './fit/class-sums.js';
export { fitModel } from './fit/fit-model.js';
export { renewPrior } from './fit/renew-prior.js';
export type { FitAsked } from './fit/with-evidence.js';
export { OutcomesByWeek } from './fit/outcomes-by-week.js';
export { renewedPriors } from './fit/renewed-priors.js';
export type { RecorderBook, RecorderEffect } from './recorders/recorder-effect.js';
export type { ChoiceGain } from './recorders/choice-gain.js';
