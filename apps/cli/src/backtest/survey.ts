import { Drawn, OutcomesByWeek, warmUpOf } from '#validation';
import type { Progress } from '../terminal/progress.js';
import type { Question } from '../mapping/question.js';
import type { Book } from './book.js';
import { MOST_PREDICTIONS, questionsOf } from './read-book.js';

export type Survey = {
  /** When the first question after the warm-up is asked, milliseconds since the epoch; infinite where there is none. */
  readonly warmUpEndsAt: number;
  readonly outcomes: OutcomesByWeek;
};

/** Goes through the questions of a book without reading any. Customers are drawn as they are to be judged. */
export async function surveyOf(
  book: Book,
  question: Question,
  { warmUpShare, progress, most = MOST_PREDICTIONS }: { warmUpShare: number; progress: Progress; most?: number },
): Promise<Survey> {
  const drawn = new Drawn<readonly number[]>(most);
  const outcomes = new OutcomesByWeek();
  for await (const { customer, questions } of questionsOf(book, question, { stage: 'Asking', progress })) {
    for (const each of questions) outcomes.add(each);
    drawn.add(
      customer.customerId,
      questions.map(({ askedAt }) => askedAt),
      questions.length,
    );
  }
  const times = drawn
    .all()
    .flat()
    .sort((a, b) => a - b);
  return { warmUpEndsAt: times[warmUpOf(times.length, warmUpShare)] ?? Infinity, outcomes };
}
