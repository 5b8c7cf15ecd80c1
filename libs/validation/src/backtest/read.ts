import type { Censored } from '../questions/question.js';
import type { Reading } from '../reading/read-questions.js';
import type { ChosenReading } from '../recorders/choice-gain.js';
import type { AnswerValues, SideFacts } from '../rivals/rivals.js';

/** Everything that was read, of every customer that was drawn. */
export type Read = {
  /** In any order. */
  readonly readings: readonly ReadQuestion[];
  readonly chosen: readonly ChosenReading[];
  readonly censored: Censored;
  /** The share of customers that were drawn, above 0 to 1: 1 unless the book was too large. */
  readonly drawnShare: number;
};

export type ReadQuestion = {
  readonly reading: Reading;
  /** The headline's risk cut on occurredAt; null where that was not read. */
  readonly leaky: number | null;
  readonly sideFacts: SideFacts;
  readonly answerValues: AnswerValues;
};
