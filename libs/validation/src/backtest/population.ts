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
    judgedBad: questions.filter(({ bad }) => bad).length,
    answersHeldBack: questions.filter(({ wasOnRecord }) => wasOnRecord).length,
    censored,
    from: questions[0]?.askedAt ?? null,
    to: questions.at(-1)?.askedAt ?? null,
  };
}
