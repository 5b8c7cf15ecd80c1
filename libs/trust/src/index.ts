export { assess, assessTimeline, priorOf } from './assessment/assess.js';
export { type ByDimension, type Dimension, DIMENSIONS } from './model/dimension.js';
export { ModelInvalid } from './model/field.js';
export type { TrustModelDocument } from './model/document.js';
export type { EvidenceClass, TrustModel } from './model/model.js';
export { parseModel } from './model/parse-model.js';
export { DEFAULT_MODEL, TRUST_BETA_1, TRUST_BETA_2, TRUST_BETA_3 } from './model/built-in.js';
export {
  changesScores,
  MODEL_FACTS,
  MODEL_STATES,
  type ModelFact,
  type ModelFactType,
  type ModelState,
} from './registry/model-fact.js';
export { ModelRegistry, type Activation, type ModelChoice, type RegisteredModel } from './registry/model-registry.js';
export { decideModel, type ModelRules } from './registry/decide-model.js';
export { MODEL_REFUSALS, refuseModel, type ModelRefusalCode } from './registry/model-refusal.js';
export { onCalendar } from './model/on-calendar.js';
export { waitingOf } from './model/waiting-of.js';
export { magnitudeOf } from './evidence/magnitude.js';
export { type Weighed, type WeighedEntry, weigh } from './evidence/weigh.js';
export { reweigh } from './evidence/reweigh.js';
export { weighTimeline } from './evidence/weigh-timeline.js';
export type { PriorChoice } from './score/prior.js';
export { TRUST_BANDS, type TrustBand } from './score/band.js';
export { type Score, scoreAt } from './score/score-at.js';
export { type Interval, intervalAt } from './assessment/interval.js';
export { blindSpots, type BlindSpot } from './assessment/blind-spots.js';
export type { Contribution } from './assessment/contribution.js';
export { contactEffects, type ContactEffect } from './assessment/contact-effect.js';
export {
  type Assessment,
  type DimensionAssessment,
  assessEntries,
  assessWeighed,
} from './assessment/assess-entries.js';
export { mergeSums, scoreFromSums, type Sums, sumsOf } from './sums/sums.js';
export { intervalFromSums, pointsByClass, readSums, type SumsAssessment } from './sums/class-sums.js';
export { type BandChange, bandChanges } from './time/band-change.js';
export { type LastSufficient, lastSufficient } from './time/last-sufficient.js';
export { nextReassessment, type Reassessment } from './time/next-reassessment.js';
export {
  type DifferenceLine,
  type WeighedAt,
  type TrustDifference,
  trustDifference,
} from './difference/trust-difference.js';
export { type Holding, holdingOf, weighedFrom } from './sums/holding.js';
export { pointsAtStake } from './stake/points-at-stake.js';
export { markersDue, type Marker, type Watched } from './markers/markers-due.js';
export { nextContacts, type NextContact } from './brief/next-contacts.js';
export { FactsOverTime } from './history/facts-over-time.js';
export { Ledger } from './history/ledger.js';
export { MOST_POINTS, trustHistory, trustHistoryInSteps } from './history/trust-history.js';
export type { HistoryAsked, HistoryMarker, HistoryPoint, ModelInForce, TrustHistory } from './history/history.js';
export { whatIf, whatIfInSteps, type WhatIf, type WhatIfAsked } from './what-if/what-if.js';
export type { Supposed, SupposedRefusal } from './what-if/suppose.js';
export {
  differenceInSteps,
  differenceOf,
  type DifferenceAsked,
  type DifferenceOfContacts,
  type NamedLine,
} from './difference/difference-of.js';
export { exposureOf, type Exposure, type Pending } from './stress/exposure.js';
export type { Scenario } from './stress/scenario.js';
export { byPointsLost, type StressLine } from './stress/stress-line.js';
export type { BandScore } from './stress/gauge.js';
export type { Remedy } from './stress/remedy.js';
export type { RemedyCall } from './stress/call-candidates.js';
export { isWorse } from './stress/band-order.js';
export type { PortfolioFilter } from './stress/portfolio-filter.js';
export { StressTally, type StressAsked, type StressTest } from './stress/stress-tally.js';
export { stressTest } from './stress/stress-test.js';
export type { StressTotals } from './stress/stress-totals.js';
export { mergeStress, type StressSummary } from './stress/merge-stress.js';
export { HELPS, whatWouldHelp, whatWouldHelpInSteps, type Help, type WhatWouldHelp } from './brief/what-would-help.js';
export { answeredPromises, type AnsweredPromise } from './forecast/answered-promises.js';
export { basisFromAnswers, latestBefore } from './forecast/basis-from-answers.js';
export { forecastInWords, forecastOf, type AnswerCount, type Forecast, type ForecastBasis } from './forecast/basis.js';
export { inLaterWeek, openPromises, type OpenPromise } from './forecast/open-promises.js';
export { answersIn, answerTo, countsAt, groupOf, promiseIn, type Answer } from './forecast/answers.js';
export {
  calibrated,
  LONGEST_CHECK_WEEKS,
  MOST_ANSWERS,
  WeeklyCalibration,
  type AnsweredForecast,
  type CalibrationCurve,
} from './forecast/calibration.js';
export { curveThrough, FEWEST_LABELS, riskOn, type Curve } from './forecast/curve.js';
export { missRisk } from './forecast/forecast.js';
export { groupRates } from './forecast/group-rates.js';
export { keptRateOf, keptRates, KeptRatesByWeek, NO_RATES, type KeptRates } from './forecast/kept-rates.js';
export { learnBasis, learnCalibration, weeksToCheck, type WeekCount } from './forecast/learning.js';
export { fitLogistic, logistic, logit } from './forecast/logistic.js';
export { OutcomesByWeek, type Counts, type DecayedOutcomes, type KnownOutcome } from './forecast/outcomes-by-week.js';
export { OwnRecords, type OwnRecord } from './forecast/own-record.js';
export { mondayOf, weekOf } from './forecast/week.js';
