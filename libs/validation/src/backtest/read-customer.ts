import type { RecordedContact } from '#relationship';
import type { Question } from '../questions/question.js';
import type { Predictor } from '../reading/predictor.js';
import { readQuestions } from '../reading/read-questions.js';
import { readChosen } from '../recorders/read-chosen.js';
import type { ChosenReading } from '../recorders/choice-gain.js';
import type { AnswerValues, SideFacts } from '../rivals/rivals.js';
import type { ReadQuestion } from './read.js';

/** Everything on record of one customer, and what else is known about the questions, by question id. */
export type CustomerBook = {
  readonly customerId: string;
  readonly contacts: readonly RecordedContact[];
  /** Known when the question is asked. */
  readonly sideFacts?: ReadonlyMap<string, SideFacts>;
  /** Known when the answer is. */
  readonly answerValues?: ReadonlyMap<string, AnswerValues>;
};

export type CustomerRead = { readonly questions: readonly ReadQuestion[]; readonly chosen: readonly ChosenReading[] };

export type ReadAsked = {
  /** At least one; the first is the headline. */
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /** Whether the questions are also read with the past cut on occurredAt. */
  readonly leaky: boolean;
  /** Whether this customer is one of those whose recorder is supposed to choose what to record. */
  readonly chosen: boolean;
};

/** Of one customer, at most so many of the latest questions are read as if the recorder had chosen what to record. */
const MOST_CHOSEN = 100;

const NONE: readonly string[] = [];

/** Reads all questions about one customer; nothing of other customers is needed. */
export function readCustomer(book: CustomerBook, questions: readonly Question[], asked: ReadAsked): CustomerRead {
  const { contacts } = book;
  const [headline] = asked.predictors;
  const readings = [...readQuestions(contacts, questions, asked.predictors)];
  const leaky = asked.leaky ? [...readQuestions(contacts, questions, [headline], 'OCCURRED')] : [];
  const honest = readings.map(({ risks }) => risks[0] ?? 0);
  const latest = -Math.min(MOST_CHOSEN, questions.length);
  return {
    questions: readings.map((reading, index) => ({
      // Which contacts answer it matters no more, and there may be many questions to keep.
      reading: { ...reading, question: { ...reading.question, answeredBy: NONE } },
      leaky: leaky[index]?.risks[0] ?? null,
      sideFacts: {
        recorder: reading.recorder,
        owner: reading.owner,
        segment: reading.segment,
        ...book.sideFacts?.get(reading.question.id),
      },
      answerValues: book.answerValues?.get(reading.question.id) ?? {},
    })),
    chosen: asked.chosen ? readChosen(contacts, questions.slice(latest), headline, honest.slice(latest)) : [],
  };
}
