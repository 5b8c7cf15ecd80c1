import type { Question } from '../questions/question.js';
import type { Period } from '../statistics/period.js';

export type JudgingOptions = {
  /** Share of the questions, in order of asking, that is learned from and not judged; 0 up to but not including 1. */
  readonly warmUpShare: number;
  /** How many questions about a customer must have been asked before one is judged; 0 takes all. */
  readonly minimumHistory: number;
  readonly within: Period;
};

/** Which questions are judged, as indexes, ascending by time. */
export type Judged = {
  /** How many questions are the warm-up. */
  readonly warmUp: number;
  readonly places: readonly number[];
  readonly tooLittleHistory: number;
};

export const warmUpOf = (count: number, share: number): number => Math.floor(count * share);

/** @param questions ascending by time */
export function judgedOf(questions: readonly Question[], { warmUpShare, minimumHistory }: JudgingOptions): Judged {
  const warmUp = warmUpOf(questions.length, warmUpShare);
  const asked = new Map<string, number>();
  const places: number[] = [];
  let tooLittleHistory = 0;
  for (const [place, { customerId }] of questions.entries()) {
    const before = asked.get(customerId) ?? 0;
    asked.set(customerId, before + 1);
    if (place < warmUp) continue;
    if (before < minimumHistory) tooLittleHistory += 1;
    else places.push(place);
  }
  return { warmUp, places, tooLittleHistory };
}
