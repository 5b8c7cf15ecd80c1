import type { Reading } from '../reading/read-questions.js';
import type { Period } from '../statistics/period.js';

export type JudgedAsked = {
  /** Share of the questions, in order of asking, that nothing is judged by; 0 up to, not including, 1. */
  readonly warmUpShare: number;
  /** How many questions must have been asked of a customer before; 0 takes all. */
  readonly minimumHistory: number;
  readonly within: Period;
};

/** Which of the readings are judged: indexes, ascending by time. */
export type Judged = { readonly warmUp: number; readonly places: readonly number[]; readonly tooLittleHistory: number };

export const warmUpOf = (count: number, share: number): number => Math.floor(count * share);

/** @param readings ascending by time */
export function judgedOf(readings: readonly Reading[], { warmUpShare, minimumHistory }: JudgedAsked): Judged {
  const warmUp = warmUpOf(readings.length, warmUpShare);
  const asked = new Map<string, number>();
  const places: number[] = [];
  let tooLittleHistory = 0;
  for (const [place, { question }] of readings.entries()) {
    const before = asked.get(question.customerId) ?? 0;
    asked.set(question.customerId, before + 1);
    if (place < warmUp) continue;
    if (before < minimumHistory) tooLittleHistory += 1;
    else places.push(place);
  }
  return { warmUp, places, tooLittleHistory };
}
