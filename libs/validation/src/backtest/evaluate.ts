import { compareText } from '#relationship';
import { gamingGains, type GamedPrediction } from '../recorders/gaming-gain.js';
import { recorderEffect } from '../recorders/recorder-effect.js';
import { rivalsOf, RUNNING_SHARE_90 } from '../rivals/rivals.js';
import { atCapacity } from '../statistics/capacity.js';
import { calibrationOf } from '../statistics/calibration.js';
import { periodOf } from '../statistics/period.js';
import { rollingRisk } from '../statistics/rolling-risk.js';
import { forecastsOf } from './forecasts.js';
import { aheadOf, AucBootstrap, estimateOf, type BootstrappedAucs } from './bootstrapped-auc.js';
import { judgedOf, type JudgingOptions } from './judged.js';
import { leakGapOf } from './leak-gap.js';
import { overTime } from './over-time.js';
import { populationOf } from './population.js';
import { inOrderOfTime, type Predictions } from './predictions.js';
import type { Backtest, FittedTo, PredictorResult } from './result.js';
import { verdictsOn } from './verdicts.js';

export type EvaluateOptions = JudgingOptions & {
  readonly title: string;
  /** What is predicted, in words. */
  readonly outcome: string;
  /** The names of our own predictors, in the order of the risks in each prediction; the first is the headline. */
  readonly predictors: readonly string[];
  /** Whether the questions are about promises, so that they have forecasts. Left out: they are not. */
  readonly ofPromises?: boolean;
  /** What the models among them were fitted to. */
  readonly fittedTo: readonly FittedTo[];
  /** Shares of the predictions that can be looked after, above 0 to 1. */
  readonly capacities: readonly number[];
  readonly rounds: number;
  readonly seed: number;
};

/** One predictor or rival with its risk for every question, in the order of `inOrderOfTime`. */
export type Contestant = Pick<PredictorResult, 'name' | 'kind'> & {
  /** On the predictor's own scale, higher is worse. */
  readonly risks: readonly number[];
  /** 0 to 1; null before the end of the warm-up, and where there is nothing to learn from. */
  readonly calibrated: readonly (number | null)[];
};

/** The forecast as the product states it, and before its calibration. */
export const FORECAST = 'forecast';
export const UNCALIBRATED = 'forecast, not calibrated';

type Measurable = Pick<PredictorResult, 'name' | 'kind'> & {
  /** Whether the risks are probabilities, which are judged as they are and not calibrated. */
  readonly isProbability?: boolean;
  readonly risks: () => readonly number[];
};

/** Is told how the evaluation proceeds. */
export type EvaluationListener = {
  /** How many of how many contestants are measured. */
  readonly progress?: (measured: number, of: number) => void;
  /** Gets each contestant once, before it is forgotten. */
  readonly contestant?: (contestant: Contestant) => void;
};

/** Judges all predictions. The same predictions and the same seed give the same bytes. */
export function evaluate(made: Predictions, options: EvaluateOptions, listener: EvaluationListener = {}): Backtest {
  const predictions = inOrderOfTime(made.predictions);
  const allQuestions = predictions.map(({ question }) => question);
  const judged = judgedOf(allQuestions, options);
  const judgedOnes = <T>(values: readonly T[]): T[] => judged.places.map((place) => values[place] as T);
  const questions = judgedOnes(allQuestions);
  const bad = questions.map((question) => question.bad);
  const customers = questions.map(({ customerId }) => customerId);
  const { rounds, seed, within } = options;
  const strata = questions.map(({ askedAt }) => periodOf(askedAt, within));
  const bootstrap = new AucBootstrap({ customers, bad, strata, rounds, seed });
  const warmUpEndsAt = allQuestions[judged.warmUp]?.askedAt ?? Infinity;

  const forecasts = options.ofPromises ? forecastsOf(predictions) : null;
  const contestants: Measurable[] = [
    ...options.predictors.map((name, index) => ({
      name,
      kind: 'SCORE' as const,
      risks: () => predictions.map(({ risks }) => risks[index] ?? 0),
    })),
    ...(forecasts === null
      ? []
      : [
          { name: FORECAST, kind: 'SCORE' as const, isProbability: true, risks: () => forecasts.stated },
          { name: UNCALIBRATED, kind: 'SCORE' as const, isProbability: true, risks: () => forecasts.uncalibrated },
        ]),
    ...rivalsOf({
      predictions,
      sideFacts: predictions.map(({ sideFacts }) => sideFacts),
      answerValues: predictions.map(({ answerValues }) => answerValues),
      warmUp: judged.warmUp,
    }),
  ];
  // One contestant after another: only its figures are kept, and the risks that are needed below.
  let headline: Headline | null = null;
  let shareRisks: readonly number[] = [];
  const results: PredictorResult[] = [];
  for (const { name, kind, isProbability, risks: risksOf } of contestants) {
    listener.progress?.(results.length, contestants.length);
    const everywhere = risksOf();
    const calibratedEverywhere = isProbability
      ? everywhere.map((risk, index) => ((allQuestions[index]?.askedAt ?? 0) >= warmUpEndsAt ? risk : null))
      : rollingRisk(allQuestions, everywhere, warmUpEndsAt);
    listener.contestant?.({ name, kind, risks: everywhere, calibrated: calibratedEverywhere });
    const risks = judgedOnes(everywhere);
    const calibrated = judgedOnes(calibratedEverywhere);
    const aucs = bootstrap.measure(risks);
    results.push({
      name,
      kind,
      auc: estimateOf(aucs.pooled),
      aucWithin: estimateOf(aucs.within),
      headlineAhead: headline === null ? null : aheadOf(headline.aucs.pooled, aucs.pooled),
      headlineAheadWithin: headline === null ? null : aheadOf(headline.aucs.within, aucs.within),
      calibration: calibrationOf(calibrated, bad),
      atCapacity: questions.length === 0 ? [] : options.capacities.map((each) => atCapacity(risks, bad, each)),
    });
    headline ??= { risks, calibrated, aucs };
    if (name === RUNNING_SHARE_90) shareRisks = risks;
  }
  listener.progress?.(contestants.length, contestants.length);

  const { risks: headlineRisks, calibrated, aucs } = headline ?? { risks: [], calibrated: [], aucs: null };
  const leaky = judgedOnes(predictions).flatMap(({ leakyRisk }) => leakyRisk ?? []);
  const leakyAucs = leaky.length < questions.length ? null : bootstrap.measure(leaky);
  const begin = questions[0]?.askedAt ?? Infinity;
  const found = {
    title: options.title,
    outcome: options.outcome,
    headline: options.predictors[0] ?? '',
    within,
    seed,
    rounds,
    fittedTo: options.fittedTo,
    population: populationOf(allQuestions, judged, made),
    leftOut: made.dataSet.leftOut,
    blindSpots: made.blindSpots,
    predictors: results,
    leakGap: leakGapOf(leakyAucs?.pooled ?? null, aucs?.pooled ?? null),
    leakGapWithin: leakGapOf(leakyAucs?.within ?? null, aucs?.within ?? null),
    overTime: overTime(questions, headlineRisks, shareRisks),
    recorders: recorderEffect({
      customers,
      recorders: judgedOnes(predictions).map(({ recorder }) => recorder),
      bad,
      risks: headlineRisks,
      calibrated,
      rounds,
      seed,
    }),
    gaming: gamingGains(made.gamed.filter(({ askedAt }) => askedAt >= begin).sort(inOrderOfGaming)),
  };
  return { ...found, verdicts: verdictsOn(found) };
}

/** What is needed again of the predictor that the others are compared with. */
type Headline = {
  readonly risks: readonly number[];
  readonly calibrated: readonly (number | null)[];
  readonly aucs: BootstrappedAucs;
};

const inOrderOfGaming = (a: GamedPrediction, b: GamedPrediction): number =>
  a.askedAt - b.askedAt || compareText(a.customerId, b.customerId) || a.honest - b.honest;
