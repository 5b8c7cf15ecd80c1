import type { Question } from '../questions/question.js';
import { aucOf } from '../statistics/ranking.js';
import type { Stretch } from './result.js';

const STRETCHES = 12;

/** How the headline did as time went by, in stretches of as many questions each. @param questions ascending by time */
export function overTime(
  questions: readonly Question[],
  headline: readonly number[],
  share: readonly number[],
): Stretch[] {
  const stretches: Stretch[] = [];
  for (let part = 0; part < STRETCHES; part += 1) {
    const start = Math.round((part * questions.length) / STRETCHES);
    const end = Math.round(((part + 1) * questions.length) / STRETCHES);
    const within = questions.slice(start, end);
    const bad = within.map((question) => question.bad);
    const [first] = within;
    if (first === undefined) continue;
    stretches.push({
      from: first.askedAt,
      questions: within.length,
      bad: bad.filter(Boolean).length,
      headline: aucOf(headline.slice(start, end), bad),
      runningShare: aucOf(share.slice(start, end), bad),
    });
  }
  return stretches;
}
