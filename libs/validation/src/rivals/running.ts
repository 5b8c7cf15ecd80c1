import { DAY_MS } from '#relationship';
import type { Question } from '../questions/question.js';

export type Running = {
  /** Days after which an answer counts half; null where age does not matter. */
  readonly halfLifeDays: number | null;
  /** For how many answers the base rate counts where little is known of a key. */
  readonly baseWeight: number;
  /** 0 to 1: the base rate; left out, the share of bad among all answers known so far. */
  readonly base?: number;
};

type Sum = { bad: number; all: number; at: number };

/**
 * The share of bad among the answers known so far of a key, such as the customer: the rival that any score has to beat.
 * An answer counts for questions asked after it was known, never at the very instant.
 * @param questions ascending by time @param keyOf null: nothing is known of it but the base rate
 * @returns one for each question, 0 to 1
 */
export function runningShares(
  questions: readonly Question[],
  keyOf: (index: number) => string | null,
  { halfLifeDays, baseWeight, base }: Running,
): number[] {
  const sums = new Map<string, Sum>();
  const rates = base === undefined ? baseRates(questions) : [];
  const left = (elapsedMs: number) => (halfLifeDays === null ? 1 : 2 ** (-elapsedMs / (halfLifeDays * DAY_MS)));
  const shares: number[] = [];
  for (const { index, answers } of sweep(questions)) {
    for (const answer of answers) {
      const { bad, knownAt } = questions[answer] as Question;
      const key = keyOf(answer);
      if (key === null) continue;
      const sum = sums.get(key) ?? { bad: 0, all: 0, at: knownAt };
      const rest = left(knownAt - sum.at);
      sums.set(key, { bad: sum.bad * rest + (bad ? 1 : 0), all: sum.all * rest + 1, at: knownAt });
    }
    const key = keyOf(index);
    const sum = (key === null ? undefined : sums.get(key)) ?? { bad: 0, all: 0, at: 0 };
    const rest = sum.all === 0 ? 0 : left((questions[index] as Question).askedAt - sum.at);
    const rate = base ?? rates[index] ?? 0.5;
    const weight = sum.all * rest + baseWeight;
    shares.push(weight === 0 ? rate : (sum.bad * rest + baseWeight * rate) / weight);
  }
  return shares;
}

/**
 * The share of bad among all answers before each question. With a horizon it waits until the horizon has passed, whatever the
 * answer: those who left early are known at once, and alone would make the share look too high.
 */
function baseRates(questions: readonly Question[]): number[] {
  let [bad, all] = [0.5, 1];
  return Array.from(
    sweep(questions, ({ decidedAt }) => decidedAt),
    ({ answers }) => {
      all += answers.length;
      bad += answers.filter((answer) => questions[answer]?.bad).length;
      return bad / all;
    },
  );
}

/**
 * The mean of a number known of each answer, such as a rating; the mean of all where none is known of the key.
 * @param valueOf null where the answer brings none
 */
export function runningMeans(
  questions: readonly Question[],
  keyOf: (index: number) => string | null,
  valueOf: (index: number) => number | null,
): number[] {
  const sums = new Map<string, { sum: number; count: number }>();
  const book = { sum: 0, count: 0 };
  const means: number[] = [];
  for (const { index, answers } of sweep(questions)) {
    for (const answer of answers) {
      const [key, value] = [keyOf(answer), valueOf(answer)];
      if (value === null) continue;
      book.sum += value;
      book.count += 1;
      if (key === null) continue;
      const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
      sums.set(key, { sum: sum + value, count: count + 1 });
    }
    const key = keyOf(index);
    const known = (key === null ? undefined : sums.get(key)) ?? book;
    means.push(known.count === 0 ? 0 : known.sum / known.count);
  }
  return means;
}

/** Each question in order, with the answers that came before it and after the one before. @param timeOf when an answer came */
export function* sweep(
  questions: readonly Question[],
  timeOf: (question: Question) => number = ({ knownAt }) => knownAt,
): Generator<{ readonly index: number; readonly answers: readonly number[] }> {
  const times = questions.map(timeOf);
  const inOrder = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  let next = 0;
  for (const [index, { askedAt }] of questions.entries()) {
    const answers: number[] = [];
    for (; next < inOrder.length; next += 1) {
      const answer = inOrder[next] ?? 0;
      if ((times[answer] ?? Infinity) >= askedAt) break;
      answers.push(answer);
    }
    yield { index, answers };
  }
}
