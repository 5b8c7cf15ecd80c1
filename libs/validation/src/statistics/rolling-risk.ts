import { DAY_MS } from '#relationship';
import { curveThrough, FEWEST_LABELS, riskOn } from '#trust';
import type { Question } from '../questions/question.js';

/** Rates drift, so the latest labels count, and a curve of two parameters needs no more. */
const MOST_LABELS = 2000;
const CALIBRATED_EVERY_MS = 7 * DAY_MS;

/**
 * A calibrated risk for each question: a logistic curve through the earlier labels, fitted anew every week from the end of
 * the warm-up. Each risk rests on labels that were decided before its week began.
 * @param questions ascending by time
 * @param raw what a predictor says of each question, on any scale
 * @param from the end of the warm-up, milliseconds since the epoch
 * @returns 0 to 1 for each question; null before `from`, and while fewer than 30 labels are known
 */
export function rollingRisk(questions: readonly Question[], raw: readonly number[], from: number): (number | null)[] {
  const labels = new DecidedLabels(questions);
  let week = NaN;
  let riskOf: (x: number) => number | null = () => null;
  return questions.map(({ askedAt }, index) => {
    if (!(askedAt >= from)) return null;
    const current = Math.floor((askedAt - from) / CALIBRATED_EVERY_MS);
    if (current !== week) {
      week = current;
      riskOf = riskThrough(labels.before(from + current * CALIBRATED_EVERY_MS), questions, raw);
    }
    return riskOf(raw[index] ?? 0);
  });
}

/** The questions in the order in which their labels are decided. */
class DecidedLabels {
  private readonly inOrder: readonly number[];
  private readonly decided: number[] = [];

  constructor(private readonly questions: readonly Question[]) {
    this.inOrder = questions.map((_, index) => index).sort((a, b) => this.timeOf(a) - this.timeOf(b) || a - b);
  }

  /** The latest labels decided before a time that never goes back, as indexes of questions. */
  before(time: number): readonly number[] {
    for (let next = this.inOrder[this.decided.length]; next !== undefined && this.timeOf(next) < time;) {
      this.decided.push(next);
      next = this.inOrder[this.decided.length];
    }
    return this.decided.slice(-MOST_LABELS);
  }

  /** Not `knownAt`: with a horizon, customers that left are known before those that stayed. */
  private timeOf(index: number): number {
    return this.questions[index]?.decidedAt ?? 0;
  }
}

/** Where no curve can be fitted it is the share of bad ones so far; with too few labels there is no risk at all. */
function riskThrough(
  labels: readonly number[],
  questions: readonly Question[],
  raw: readonly number[],
): (x: number) => number | null {
  if (labels.length < FEWEST_LABELS) return () => null;
  const bad = labels.map((index) => questions[index]?.bad ?? false);
  const rate = (bad.filter(Boolean).length + 0.5) / (labels.length + 1);
  const curve = curveThrough(
    labels.map((index) => raw[index] ?? 0),
    bad,
  );
  return curve === null ? () => rate : (value) => riskOn(curve, value);
}
