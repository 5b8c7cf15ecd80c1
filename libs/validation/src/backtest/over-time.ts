import type { Question } from '../questions/question.js';
import { aucOf } from '../statistics/ranking.js';
import type { TimeSlice } from './result.js';

const SLICES = 12;

/** How the headline did over time, in slices with the same number of questions. @param questions ascending by time */
export function overTime(
  questions: readonly Question[],
  headline: readonly number[],
  share: readonly number[],
): TimeSlice[] {
  const slices: TimeSlice[] = [];
  for (let part = 0; part < SLICES; part += 1) {
    const start = Math.round((part * questions.length) / SLICES);
    const end = Math.round(((part + 1) * questions.length) / SLICES);
    const asked = questions.slice(start, end);
    const bad = asked.map((question) => question.bad);
    const [first] = asked;
    if (first === undefined) continue;
    slices.push({
      from: first.askedAt,
      questions: asked.length,
      bad: bad.filter(Boolean).length,
      headline: aucOf(headline.slice(start, end), bad),
      runningShare: aucOf(share.slice(start, end), bad),
    });
  }
  return slices;
}
