import { DAY_MS } from '#relationship';
import type { Reading } from '../reading/read-questions.js';
import { compareText, inOrderOfAsking, type Censored, type Question } from '../questions/question.js';
import { choiceGains, type ChosenReading } from '../recorders/choice-gain.js';
import { recorderEffect } from '../recorders/recorder-effect.js';
import { rivalsOf, RUNNING_SHARE_90, type AnswerValues, type SideFacts } from '../rivals/rivals.js';
import { atCapacity } from '../statistics/capacity.js';
import { calibrationOf } from '../statistics/calibration.js';
import { periodOf } from '../statistics/period.js';
import { aucOf } from '../statistics/ranking.js';
import { rollingRisk } from '../statistics/rolling-risk.js';
import { compare, type Contest } from './compare.js';
import { judgedOf, type Judged, type JudgedAsked } from './judged.js';
import type { Backtest, LeakGap, Population, PredictorResult, Stretch } from './result.js';
import { verdictsOn } from './verdicts.js';

export type ConcludeAsked = JudgedAsked & {
  readonly title: string;
  /** What is predicted, in words. */
  readonly outcome: string;
  /** Of our own predictors, in the order of the risks in each reading; the first is the headline. */
  readonly predictors: readonly string[];
  /** Shares of the predictions that can be looked after, above 0 to 1. */
  readonly capacities: readonly number[];
  readonly rounds: number;
  readonly seed: number;
};

/** Everything that was read, of every customer. */
export type Read = {
  /** In any order. */
  readonly readings: readonly ReadQuestion[];
  readonly chosen: readonly ChosenReading[];
  readonly censored: Censored;
};

export type ReadQuestion = {
  readonly reading: Reading;
  /** The headline's risk cut on occurredAt; null where that was not read. */
  readonly leaky: number | null;
  readonly sideFacts: SideFacts;
  readonly answerValues: AnswerValues;
};

/** How often risks are calibrated anew. */
const CALIBRATED_EVERY_MS = 30 * DAY_MS;

/** Puts together what the readings show. The same readings and the same seed give the same bytes. */
export function conclude(read: Read, asked: ConcludeAsked): Backtest {
  const all = read.readings.toSorted((a, b) => inOrderOfAsking(a.reading.question, b.reading.question));
  const readings = all.map(({ reading }) => reading);
  const judged = judgedOf(readings, asked);
  const { places, warmUp } = judged;
  const questions = places.map((place) => questionAt(place));
  const bad = questions.map((question) => question.bad);
  const contest: Contest = {
    clusters: questions.map(({ customerId }) => customerId),
    bad,
    strata: questions.map(({ askedAt }) => periodOf(askedAt, asked.within)),
    rounds: asked.rounds,
    seed: asked.seed,
  };
  const contestants = [
    ...asked.predictors.map((name, index) => ({
      name,
      kind: 'SCORE' as const,
      risks: readings.map(({ risks }) => risks[index] ?? 0),
    })),
    ...rivalsOf({
      readings,
      sideFacts: all.map(({ sideFacts }) => sideFacts),
      answerValues: all.map(({ answerValues }) => answerValues),
      warmUp,
    }),
  ];
  const judgedRisks = contestants.map(({ risks }) => places.map((place) => risks[place] ?? 0));
  const calibrated = contestants.map(({ risks }) => {
    const rolled = rollingRisk(
      readings.map(({ question }) => question),
      risks,
      CALIBRATED_EVERY_MS,
    );
    return places.map((place) => rolled[place] ?? 0);
  });
  const placings = compare(
    contestants.map(({ name }, index) => ({ name, risks: judgedRisks[index] ?? [] })),
    contest,
  );
  const predictors = contestants.map(({ name, kind }, index): PredictorResult => {
    const placing = placings[index];
    return {
      name,
      kind,
      auc: placing?.auc ?? null,
      aucWithin: placing?.aucWithin ?? null,
      headlineAhead: placing?.ahead ?? null,
      headlineAheadWithin: placing?.aheadWithin ?? null,
      calibration: calibrationOf(calibrated[index] ?? [], bad),
      atCapacity:
        places.length === 0 ? [] : asked.capacities.map((each) => atCapacity(judgedRisks[index] ?? [], bad, each)),
    };
  });
  const leaky = places.map((place) => all[place]?.leaky ?? null);
  const shareRisks = judgedRisks[contestants.findIndex(({ name }) => name === RUNNING_SHARE_90)] ?? [];
  const begin = questions[0]?.askedAt ?? Infinity;
  const found = {
    title: asked.title,
    outcome: asked.outcome,
    headline: asked.predictors[0] ?? '',
    within: asked.within,
    seed: asked.seed,
    rounds: asked.rounds,
    population: populationOf(readings, judged, read.censored),
    predictors,
    leakGap: leakGapOf(judgedRisks[0] ?? [], leaky, { ...contest, strata: contest.strata.map(() => 0) }),
    leakGapWithin: leakGapOf(judgedRisks[0] ?? [], leaky, contest),
    overTime: overTime(questions, judgedRisks[0] ?? [], shareRisks),
    recorders: recorderEffect({
      customers: contest.clusters,
      recorders: places.map((place) => readings[place]?.recorder ?? null),
      bad,
      risks: judgedRisks[0] ?? [],
      calibrated: calibrated[0] ?? [],
      rounds: asked.rounds,
      seed: asked.seed,
    }),
    choices: choiceGains(read.chosen.filter(({ askedAt }) => askedAt >= begin).sort(inOrderOfChoosing)),
  };
  return { ...found, verdicts: verdictsOn(found) };

  function questionAt(place: number): Question {
    return (readings[place] as Reading).question;
  }
}

const inOrderOfChoosing = (a: ChosenReading, b: ChosenReading): number =>
  a.askedAt - b.askedAt || compareText(a.customerId, b.customerId) || a.honest - b.honest;

function populationOf(readings: readonly Reading[], judged: Judged, censored: Censored): Population {
  const { places, warmUp, tooLittleHistory } = judged;
  const questions = places.map((place) => (readings[place] as Reading).question);
  return {
    customers: new Set(readings.map(({ question }) => question.customerId)).size,
    asked: readings.length,
    warmUp,
    tooLittleHistory,
    judged: places.length,
    judgedCustomers: new Set(questions.map(({ customerId }) => customerId)).size,
    judgedBad: questions.filter(({ bad }) => bad).length,
    answersHeldBack: questions.filter(({ wasOnRecord }) => wasOnRecord).length,
    censored,
    from: questions[0]?.askedAt ?? null,
    to: questions.at(-1)?.askedAt ?? null,
  };
}

function leakGapOf(recorded: readonly number[], leaky: readonly (number | null)[], contest: Contest): LeakGap | null {
  const occurred = leaky.filter((risk) => risk !== null);
  if (occurred.length < leaky.length || leaky.length === 0) return null;
  const [cutOccurred, cutRecorded] = compare(
    [
      { name: 'occurred', risks: occurred },
      { name: 'recorded', risks: recorded },
    ],
    contest,
  );
  const gap = cutRecorded?.aheadWithin ?? null;
  if (gap === null) return null;
  return { recorded: cutRecorded?.aucWithin?.value ?? NaN, occurred: cutOccurred?.aucWithin?.value ?? NaN, gap };
}

const STRETCHES = 12;

/** How the headline did as time went by, in stretches of as many questions each. */
function overTime(questions: readonly Question[], headline: readonly number[], share: readonly number[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (let part = 0; part < STRETCHES; part += 1) {
    const [start, end] = [0, 1].map((step) => Math.round(((part + step) * questions.length) / STRETCHES)) as [
      number,
      number,
    ];
    const within = questions.slice(start, end);
    const bad = within.map((question) => question.bad);
    const [first] = within;
    if (first === undefined) continue;
    stretches.push({
      from: first.askedAt,
      questions: within.length,
      bad: bad.filter(Boolean).length,
      headline: aucOf(headline.slice(start, end), bad),
      runningShare: aucOf(share.slice(start, end), bad),
    });
  }
  return stretches;
}
