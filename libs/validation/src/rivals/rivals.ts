import { DAY_MS } from '#relationship';
import type { Question } from '../questions/question.js';
import type { Reading } from '../reading/read-questions.js';
import { aucOf } from '../statistics/ranking.js';
import { runningMeans, runningShares } from './running.js';

/** A cheap way to predict the same. */
export type Rival = {
  readonly name: string;
  /** BASELINE: of the customer alone. GROUP: of something the customer shares with others, such as a team. */
  readonly kind: 'BASELINE' | 'GROUP';
  /** One for each reading; higher is worse. Reckoned when asked for, so that not all need to be in memory at once. */
  readonly risks: () => readonly number[];
};

/** What else is known of a question when it is asked, by name; null where it is not known. */
export type SideFacts = Readonly<Record<string, string | null>>;
/** A number that the answer brings, by name, and that is known from the answer on. */
export type AnswerValues = Readonly<Record<string, number | null>>;

export type RivalsAsked = {
  readonly readings: readonly Reading[];
  /** One for each reading. */
  readonly sideFacts: readonly SideFacts[];
  readonly answerValues: readonly AnswerValues[];
  /** How many of the first readings are the warm-up, from which directions are learned. */
  readonly warmUp: number;
};

const HALF_LIFE_DAYS = 90;
/** For how many answers the base rate counts. */
const BASE_WEIGHT = 2;
export const RUNNING_SHARE = 'running share';
export const RUNNING_SHARE_90 = 'running share, 90-day half-life';
export const RUNNING_SHARE_90_FROZEN = 'running share, 90-day half-life, base rate of the warm-up';
export const CONSTANT = 'constant';

/** Every rival of the score, on the very same questions. */
export function rivalsOf({ readings, sideFacts, answerValues, warmUp }: RivalsAsked): Rival[] {
  const questions = readings.map(({ question }) => question);
  // What was not known when the warm-up ended must not teach about what is judged.
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
    baseline(CONSTANT, () => readings.map(() => 0)),
    baseline('days since last contact', () =>
      learned(readings.map(({ question, lastContactAt }) => daysSince(question.askedAt, lastContactAt))),
    ),
    baseline('contact count', () => learned(readings.map(({ contactsKnown }) => contactsKnown))),
    baseline("last event's sign", () => readings.map(({ lastSign }) => -lastSign)),
    baseline(RUNNING_SHARE, () => runningShares(questions, customer, share)),
    baseline(RUNNING_SHARE_90, () => runningShares(questions, customer, share90)),
    baseline(RUNNING_SHARE_90_FROZEN, () => runningShares(questions, customer, { ...share90, base })),
    ...namesIn(answerValues).map((name) =>
      baseline(`mean ${name}`, () =>
        learned(runningMeans(questions, customer, (index) => answerValues[index]?.[name] ?? null)),
      ),
    ),
    ...namesIn(sideFacts).flatMap((name) => {
      const keyOf = (index: number) => sideFacts[index]?.[name] ?? null;
      // What is the same wherever it is known tells only who is known at all.
      if (new Set(readings.map((_, index) => keyOf(index)).filter((key) => key !== null)).size < 2) return [];
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

/** Whichever way round it did better in the warm-up: nobody can know beforehand whether silence is good or bad. */
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
