import { DAY_MS } from '#relationship';
import type { Question } from '../questions/question.js';

export type Running = {
  /** Days after which a label counts half; null: age does not matter. */
  readonly halfLifeDays: number | null;
  /** As how many labels the base rate counts. */
  readonly baseWeight: number;
  /** The base rate, 0 to 1. Left out: the share of bad among all labels known so far. */
  readonly base?: number;
};

type Sum = { bad: number; all: number; at: number };

/**
 * The share of bad among the labels of a key that are known so far. With the customer as the key it is the rival that any
 * score has to beat. A label counts for questions asked after it was known, not at the same instant.
 * @param questions ascending by time
 * @param keyOf the key of a question; null: nothing is known but the base rate
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
  for (const { index, labels } of sweep(questions)) {
    for (const label of labels) {
      const { bad, knownAt } = questions[label] as Question;
      const key = keyOf(label);
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
 * The share of bad among all labels before each question. With a horizon a label counts once the horizon has passed: customers
 * that left are known early, and would make the share look too high.
 */
function baseRates(questions: readonly Question[]): number[] {
  let [bad, all] = [0.5, 1];
  return Array.from(
    sweep(questions, ({ decidedAt }) => decidedAt),
    ({ labels }) => {
      all += labels.length;
      bad += labels.filter((label) => questions[label]?.bad).length;
      return bad / all;
    },
  );
}

/**
 * The mean of a number that comes with each label, such as a rating. The mean over all keys where the key has none yet.
 * @param valueOf the number; null where the label has none
 */
export function runningMeans(
  questions: readonly Question[],
  keyOf: (index: number) => string | null,
  valueOf: (index: number) => number | null,
): number[] {
  const sums = new Map<string, { sum: number; count: number }>();
  const all = { sum: 0, count: 0 };
  const means: number[] = [];
  for (const { index, labels } of sweep(questions)) {
    for (const label of labels) {
      const [key, value] = [keyOf(label), valueOf(label)];
      if (value === null) continue;
      all.sum += value;
      all.count += 1;
      if (key === null) continue;
      const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
      sums.set(key, { sum: sum + value, count: count + 1 });
    }
    const key = keyOf(index);
    const known = (key === null ? undefined : sums.get(key)) ?? all;
    means.push(known.count === 0 ? 0 : known.sum / known.count);
  }
  return means;
}

/**
 * Each question in order, with the labels that became known since the question before it.
 * @param timeOf when the label of a question became known
 */
export function* sweep(
  questions: readonly Question[],
  timeOf: (question: Question) => number = ({ knownAt }) => knownAt,
): Generator<{ readonly index: number; readonly labels: readonly number[] }> {
  const times = questions.map(timeOf);
  const inOrder = times.map((_, index) => index).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  let next = 0;
  for (const [index, { askedAt }] of questions.entries()) {
    const labels: number[] = [];
    for (; next < inOrder.length; next += 1) {
      const label = inOrder[next] ?? 0;
      if ((times[label] ?? Infinity) >= askedAt) break;
      labels.push(label);
    }
    yield { index, labels };
  }
}
