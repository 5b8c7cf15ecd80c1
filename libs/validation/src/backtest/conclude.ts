import { compareText, DAY_MS } from '#relationship';
import { inOrderOfAsking } from '../questions/question.js';
import { choiceGains, type ChosenReading } from '../recorders/choice-gain.js';
import { recorderEffect } from '../recorders/recorder-effect.js';
import { rivalsOf, RUNNING_SHARE_90 } from '../rivals/rivals.js';
import { atCapacity } from '../statistics/capacity.js';
import { calibrationOf } from '../statistics/calibration.js';
import { periodOf } from '../statistics/period.js';
import { rollingRisk } from '../statistics/rolling-risk.js';
import { aheadOf, Contest, estimateOf, type ContestAsked, type Placing } from './contest.js';
import { judgedOf, type JudgedAsked } from './judged.js';
import { leakGapOf } from './leak-gap.js';
import { overTime } from './over-time.js';
import { populationOf } from './population.js';
import type { Read } from './read.js';
import type { Backtest, FittedTo, PredictorResult } from './result.js';
import { verdictsOn } from './verdicts.js';

export type ConcludeAsked = JudgedAsked & {
  readonly title: string;
  /** What is predicted, in words. */
  readonly outcome: string;
  /** Of our own predictors, in the order of the risks in each reading; the first is the headline. */
  readonly predictors: readonly string[];
  /** What the models among them were fitted to. */
  readonly fittedTo: readonly FittedTo[];
  /** Shares of the predictions that can be looked after, above 0 to 1. */
  readonly capacities: readonly number[];
  readonly rounds: number;
  readonly seed: number;
};

/** Is told how many of how many contestants have been judged. */
export type TellJudged = (judged: number, of: number) => void;

/** What is looked at again of the predictor that the others are held against. */
type Headline = {
  readonly risks: readonly number[];
  readonly calibrated: readonly number[];
  readonly placing: Placing;
};

/** How often risks are calibrated anew. */
const CALIBRATED_EVERY_MS = 30 * DAY_MS;

/** Puts together what the readings show. The same readings and the same seed give the same bytes. */
export function conclude(read: Read, asked: ConcludeAsked, tell: TellJudged = () => {}): Backtest {
  const all = read.readings.toSorted((a, b) => inOrderOfAsking(a.reading.question, b.reading.question));
  const readings = all.map(({ reading }) => reading);
  const allQuestions = readings.map(({ question }) => question);
  const judged = judgedOf(readings, asked);
  const atPlaces = <T>(values: readonly T[]): T[] => judged.places.map((place) => values[place] as T);
  const questions = atPlaces(allQuestions);
  const bad = questions.map((question) => question.bad);
  const contestAsked: ContestAsked = {
    customers: questions.map(({ customerId }) => customerId),
    bad,
    strata: questions.map(({ askedAt }) => periodOf(askedAt, asked.within)),
    rounds: asked.rounds,
    seed: asked.seed,
  };
  const contest = new Contest(contestAsked);
  const contestants = [
    ...asked.predictors.map((name, index) => ({
      name,
      kind: 'SCORE' as const,
      risks: () => readings.map(({ risks }) => risks[index] ?? 0),
    })),
    ...rivalsOf({
      readings,
      sideFacts: all.map(({ sideFacts }) => sideFacts),
      answerValues: all.map(({ answerValues }) => answerValues),
      warmUp: judged.warmUp,
    }),
  ];
  // One contestant after another: of each nothing stays but the figures, and the risks that are looked at again.
  let headline: Headline | null = null;
  let shareRisks: readonly number[] = [];
  const predictors: PredictorResult[] = [];
  for (const { name, kind, risks: read } of contestants) {
    tell(predictors.length, contestants.length);
    const everywhere = read();
    const risks = atPlaces(everywhere);
    const calibrated = atPlaces(rollingRisk(allQuestions, everywhere, CALIBRATED_EVERY_MS));
    const placing = contest.place(risks);
    predictors.push({
      name,
      kind,
      auc: estimateOf(placing.pooled),
      aucWithin: estimateOf(placing.within),
      headlineAhead: headline === null ? null : aheadOf(headline.placing.pooled, placing.pooled),
      headlineAheadWithin: headline === null ? null : aheadOf(headline.placing.within, placing.within),
      calibration: calibrationOf(calibrated, bad),
      atCapacity: questions.length === 0 ? [] : asked.capacities.map((each) => atCapacity(risks, bad, each)),
    });
    headline ??= { risks, calibrated, placing };
    if (name === RUNNING_SHARE_90) shareRisks = risks;
  }
  tell(contestants.length, contestants.length);
  const { risks: headlineRisks, calibrated, placing } = headline ?? { risks: [], calibrated: [], placing: null };
  const leaky = atPlaces(all).flatMap((each) => each.leaky ?? []);
  const leakyPlacing = leaky.length < questions.length ? null : contest.place(leaky);
  const begin = questions[0]?.askedAt ?? Infinity;
  const found = {
    title: asked.title,
    outcome: asked.outcome,
    headline: asked.predictors[0] ?? '',
    within: asked.within,
    seed: asked.seed,
    rounds: asked.rounds,
    fittedTo: asked.fittedTo,
    population: populationOf(readings, judged, read),
    predictors,
    leakGap: leakGapOf(leakyPlacing?.pooled ?? null, placing?.pooled ?? null),
    leakGapWithin: leakGapOf(leakyPlacing?.within ?? null, placing?.within ?? null),
    overTime: overTime(questions, headlineRisks, shareRisks),
    recorders: recorderEffect({
      customers: contestAsked.customers,
      recorders: atPlaces(readings).map(({ recorder }) => recorder),
      bad,
      risks: headlineRisks,
      calibrated,
      rounds: asked.rounds,
      seed: asked.seed,
    }),
    choices: choiceGains(read.chosen.filter(({ askedAt }) => askedAt >= begin).sort(inOrderOfChoosing)),
  };
  return { ...found, verdicts: verdictsOn(found) };
}

const inOrderOfChoosing = (a: ChosenReading, b: ChosenReading): number =>
  a.askedAt - b.askedAt || compareText(a.customerId, b.customerId) || a.honest - b.honest;
