import type { Question } from '../questions/question.js';
import type { Judged } from './judged.js';
import type { Predictions } from './predictions.js';
import type { Population } from './result.js';

/** Which predictions are judged, and which are not. @param questions ascending by time */
export function populationOf(
  questions: readonly Question[],
  { places, warmUp, tooLittleHistory }: Judged,
  { censored, sampledShare, dataSet }: Predictions,
): Population {
  const judged = places.map((place) => questions[place] as Question);
  return {
    sampledShare,
    customers: new Set(questions.map(({ customerId }) => customerId)).size,
    asked: questions.length,
    warmUp,
    tooLittleHistory,
    judged: judged.length,
    judgedCustomers: new Set(judged.map(({ customerId }) => customerId)).size,
    effectiveCustomers: effectiveOf(judged),
    judgedBad: judged.filter(({ bad }) => bad).length,
    answersHeldBack: judged.filter(({ wasOnRecord }) => wasOnRecord).length,
    censored,
    from: judged[0]?.askedAt ?? null,
    to: judged.at(-1)?.askedAt ?? null,
    contactsFrom: Number.isFinite(dataSet.from) ? dataSet.from : null,
    contactsTo: Number.isFinite(dataSet.until) ? dataSet.until : null,
  };
}

/** The effective sample size by Kish. */
function effectiveOf(questions: readonly Question[]): number {
  const counts = new Map<string, number>();
  for (const { customerId } of questions) counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
  let [sum, squares] = [0, 0];
  for (const count of counts.values()) {
    sum += count;
    squares += count ** 2;
  }
  return squares === 0 ? 0 : sum ** 2 / squares;
}
