import {
  addCensored,
  Drawn,
  nextExpectation,
  nextOutcome,
  readCustomer,
  type Asked,
  type Censored,
  type ChosenReading,
  type CustomerBook,
  type CustomerRead,
  type Predictor,
  type Question,
  type Read,
} from '#validation';
import type { Progress } from '../terminal/progress.js';
import type { Question as QuestionAsked } from '../mapping/question.js';
import type { Book } from './book.js';

/** Predictions that are kept in memory, about 1 kB each; of a larger book customers are drawn by lot. */
export const MOST_PREDICTIONS = 250_000;
/** Predictions for which it is tried what a recorder could gain, at most. */
const MOST_TRIED = 10_000;

export type ReadBookAsked = {
  readonly question: QuestionAsked;
  readonly predictors: readonly [Predictor, ...Predictor[]];
  readonly progress: Progress;
  /** Predictions kept at most; left out: `MOST_PREDICTIONS`. */
  readonly most?: number;
};

/** Asks and reads every question of a book, or of as many customers as there is room for. */
export async function readBook(book: Book, asked: ReadBookAsked): Promise<Read> {
  const { question, predictors, progress, most = MOST_PREDICTIONS } = asked;
  const drawn = new Drawn<Pick<CustomerRead, 'questions'> & { readonly unanswered: Censored }>(most);
  const chosen = new Drawn<readonly ChosenReading[]>(MOST_TRIED);
  for await (const { customer, questions, unanswered } of questionsOf(book, question, { stage: 'Reading', progress })) {
    const { customerId } = customer;
    // Of those that are tried there are fewer, so whoever is tried is most likely drawn; but neither hangs on the other.
    if (!drawn.takes(customerId) && !chosen.takes(customerId)) continue;
    const read = readCustomer(customer, questions, { predictors, leaky: true, chosen: chosen.takes(customerId) });
    drawn.add(customerId, { questions: read.questions, unanswered }, questions.length);
    chosen.add(customerId, read.chosen, read.chosen.length);
  }
  const all = drawn.all();
  return {
    readings: all.flatMap((each) => each.questions),
    chosen: chosen.all().flat(),
    censored: all.reduce<Censored>((sum, each) => addCensored(sum, each.unanswered), {}),
    drawnShare: drawn.share,
  };
}

export type CustomerAsked = {
  readonly customer: CustomerBook;
  /** Ascending by time. */
  readonly questions: readonly Question[];
  readonly unanswered: Censored;
};

/** The questions of a book, customer by customer. */
export async function* questionsOf(
  book: Book,
  question: QuestionAsked,
  { stage, progress }: { readonly stage: string; readonly progress: Progress },
): AsyncGenerator<CustomerAsked> {
  progress.begin(stage, book.customers);
  let place = 0;
  try {
    for await (const customer of book.read()) {
      const { questions, censored: unanswered } = questionsOn(customer, question, book.until);
      yield { customer, questions, unanswered };
      place += 1;
      progress.reach(place);
    }
  } finally {
    progress.end();
  }
}

const questionsOn = ({ contacts }: CustomerBook, question: QuestionAsked, until: number): Asked =>
  question.is === 'NEXT_EXPECTATION'
    ? nextExpectation(contacts, question.askAt, until)
    : nextOutcome(contacts, question, until);
