import type { Question } from '../questions/question.js';
import { fitLogistic, riskBy } from './logistic.js';
import { mean } from './calibration.js';

/** Fewer answers than these say nothing about a slope; the base rate so far is stated instead. */
const FEWEST = { answers: 30, ofEachKind: 5 };
/** Rates drift, so the latest answers say most; and a curve of two numbers needs no more. */
const MOST_ANSWERS = 2000;

/**
 * A calibrated risk beside a predictor: a logistic curve through the answers decided so far, fitted anew at every period's
 * beginning, so each risk is stated from earlier data only.
 * @param questions ascending by time @param raw the predictor, any scale @param everyMs length of a period
 * @returns 0 to 1, one a question
 */
export function rollingRisk(questions: readonly Question[], raw: readonly number[], everyMs: number): number[] {
  const risks: number[] = [];
  let period = NaN;
  let state = (_: number) => 0.5;
  const byDecision = questions.map((_, index) => index).sort((a, b) => decidedAt(a) - decidedAt(b) || a - b);
  const learned: number[] = [];
  let next = 0;
  for (const [index, { askedAt }] of questions.entries()) {
    const current = Math.floor(askedAt / everyMs);
    if (current !== period) {
      period = current;
      for (; next < byDecision.length && decidedAt(byDecision[next] ?? 0) < current * everyMs; next += 1)
        learned.push(byDecision[next] ?? 0);
      state = curveThrough(learned.slice(-MOST_ANSWERS));
    }
    risks.push(state(raw[index] ?? 0));
  }
  return risks;

  // Not from when it was known: with a horizon those who leave are known before those who stay.
  function decidedAt(index: number): number {
    return questions[index]?.decidedAt ?? 0;
  }

  function curveThrough(answers: readonly number[]): (x: number) => number {
    const bad = answers.map((index) => questions[index]?.bad ?? false);
    const count = bad.filter(Boolean).length;
    const rate = (count + 0.5) / (answers.length + 1);
    if (answers.length < FEWEST.answers || Math.min(count, bad.length - count) < FEWEST.ofEachKind) return () => rate;
    const x = answers.map((index) => raw[index] ?? 0);
    const centre = mean(x);
    const spread = Math.sqrt(mean(x.map((each) => (each - centre) ** 2)));
    if (!(spread > 0)) return () => rate;
    const fitted = fitLogistic(
      x.map((each) => (each - centre) / spread),
      bad,
    );
    return fitted === null ? () => rate : (value) => riskBy(fitted, (value - centre) / spread);
  }
}
