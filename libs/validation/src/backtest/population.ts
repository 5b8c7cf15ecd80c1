import type { Question } from '../questions/question.js';
import type { Reading } from '../reading/read-questions.js';
import type { Judged } from './judged.js';
import type { Read } from './read.js';
import type { Population } from './result.js';

/** Who is judged, and who is not. @param readings ascending by time */
export function populationOf(
  readings: readonly Reading[],
  { places, warmUp, tooLittleHistory }: Judged,
  { censored, drawnShare }: Read,
): Population {
  const questions = places.map((place) => (readings[place] as Reading).question);
  return {
    drawnShare,
    customers: new Set(readings.map(({ question }) => question.customerId)).size,
    asked: readings.length,
    warmUp,
    tooLittleHistory,
    judged: places.length,
    judgedCustomers: new Set(questions.map(({ customerId }) => customerId)).size,
    effectiveCustomers: effectiveOf(questions),
    judgedBad: questions.filter(({ bad }) => bad).length,
    answersHeldBack: questions.filter(({ wasOnRecord }) => wasOnRecord).length,
    censored,
    from: questions[0]?.askedAt ?? null,
    to: questions.at(-1)?.askedAt ?? null,
  };
}

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
