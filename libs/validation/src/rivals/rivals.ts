import { DAY_MS } from '#relationship';
import type { Question } from '../questions/question.js';
import type { Prediction } from '../prediction/predict.js';
import { aucOf } from '../statistics/ranking.js';
import { runningMeans, runningShares } from './running.js';

/** A cheap way to predict the same questions, to compare the score with. */
export type Rival = {
  readonly name: string;
  /** BASELINE: of the customer alone. GROUP: of something that the customer shares with others, such as a team. */
  readonly kind: 'BASELINE' | 'GROUP';
  /** One risk for each prediction, higher is worse. Computed on demand, so that not all rivals are in memory at once. */
  readonly risks: () => readonly number[];
};

/** What else is known when a question is asked, by name; null where it is not known. */
export type SideFacts = Readonly<Record<string, string | null>>;
/** Numbers that come with the label, by name, and that are known from then on. */
export type AnswerValues = Readonly<Record<string, number | null>>;

/** What the rivals predict from. The three lists have one entry for each question, ascending by time. */
export type RivalsOptions = {
  readonly predictions: readonly Prediction[];
  readonly sideFacts: readonly SideFacts[];
  readonly answerValues: readonly AnswerValues[];
  /** How many of the first predictions are the warm-up, from which directions are learned. */
  readonly warmUp: number;
};

const HALF_LIFE_DAYS = 90;
/** As how many answers the base rate counts. */
const BASE_WEIGHT = 2;
export const RUNNING_SHARE = 'running share';
export const RUNNING_SHARE_90 = 'running share, 90-day half-life';
export const RUNNING_SHARE_90_FROZEN = 'running share, 90-day half-life, base rate of the warm-up';
export const CONSTANT = 'constant';

/** All rivals of the score, on the same questions. */
export function rivalsOf({ predictions, sideFacts, answerValues, warmUp }: RivalsOptions): Rival[] {
  const questions = predictions.map(({ question }) => question);
  // A label that was not decided when the warm-up ended must not teach about the questions that are judged.
  const end = questions[warmUp]?.askedAt ?? Infinity;
  const isKnown = questions.map(({ decidedAt }, index) => index < warmUp && decidedAt < end);
  const known = questions.filter((_, index) => isKnown[index]);
  const base = (known.filter(({ bad }) => bad).length + 0.5) / (known.length + 1);
  const customer = (index: number) => questions[index]?.customerId ?? null;
  const share = { halfLifeDays: null, baseWeight: BASE_WEIGHT };
  const share90 = { halfLifeDays: HALF_LIFE_DAYS, baseWeight: BASE_WEIGHT };
  const learned = (risks: readonly number[]) => directed(risks, questions, isKnown);
  const baseline = (name: string, risks: () => readonly number[]): Rival => ({ name, kind: 'BASELINE', risks });
  const group = (name: string, risks: () => readonly number[]): Rival => ({ name, kind: 'GROUP', risks });
  return [
    baseline(CONSTANT, () => predictions.map(() => 0)),
    baseline('days since last contact', () =>
      learned(predictions.map(({ question, lastContactAt }) => daysSince(question.askedAt, lastContactAt))),
    ),
    baseline('contact count', () => learned(predictions.map(({ contactsKnown }) => contactsKnown))),
    baseline("last event's sign", () => predictions.map(({ lastSign }) => -lastSign)),
    baseline(RUNNING_SHARE, () => runningShares(questions, customer, share)),
    baseline(RUNNING_SHARE_90, () => runningShares(questions, customer, share90)),
    baseline(RUNNING_SHARE_90_FROZEN, () => runningShares(questions, customer, { ...share90, base })),
    ...namesIn(answerValues).map((name) =>
      baseline(`mean ${name}`, () =>
        learned(runningMeans(questions, customer, (index) => answerValues[index]?.[name] ?? null)),
      ),
    ),
    ...groupingsIn(sideFacts).flatMap((name) => {
      const keyOf = (index: number) => sideFacts[index]?.[name] ?? null;
      return [
        group(`running share by ${name}`, () => runningShares(questions, keyOf, share)),
        group(`running share by ${name}, 90-day half-life`, () => runningShares(questions, keyOf, share90)),
      ];
    }),
  ];
}

const daysSince = (askedAt: number, at: number | null): number =>
  at === null ? 10_000 : Math.max(0, askedAt - at) / DAY_MS;

const namesIn = (facts: readonly Readonly<Record<string, unknown>>[]): string[] => [
  ...facts.reduce((names, each) => {
    for (const name of Object.keys(each)) names.add(name);
    return names;
  }, new Set<string>()),
];

/** The side facts that tell customers apart: not those with one value alone, nor those that repeat another one. */
function groupingsIn(sideFacts: readonly SideFacts[]): string[] {
  const groupings: string[] = [];
  for (const name of namesIn(sideFacts)) {
    const values = new Set(sideFacts.map((facts) => facts[name] ?? null));
    values.delete(null);
    const isRepeated = groupings.some((other) =>
      sideFacts.every((facts) => (facts[other] ?? null) === (facts[name] ?? null)),
    );
    if (values.size >= 2 && !isRepeated) groupings.push(name);
  }
  return groupings;
}

/** Turns a predictor around if it did worse than chance in the warm-up: nobody knows beforehand whether silence is good or bad. */
function directed(
  risks: readonly number[],
  questions: readonly Question[],
  isKnown: readonly boolean[],
): readonly number[] {
  const auc = aucOf(
    risks.filter((_, index) => isKnown[index]),
    questions.flatMap(({ bad }, index) => (isKnown[index] ? [bad] : [])),
  );
  return (auc ?? 0.5) < 0.5 ? risks.map((risk) => -risk) : risks;
}
