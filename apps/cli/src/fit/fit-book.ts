import { ClassSums, Drawn, fitModel, renewPrior, type FitAsked, type FitRow } from '#validation';
import type { TrustModelDocument } from '#trust';
import type { Book } from '../backtest/book.js';
import { questionsOf } from '../backtest/read-book.js';
import type { Progress } from '../terminal/progress.js';
import type { Question } from '../mapping/question.js';

/** Outcomes that are learned from, about 2 kB each; of a larger book customers are drawn by lot. */
const MOST_OUTCOMES = 100_000;

export type FitBookAsked = Pick<FitAsked, 'id' | 'base' | 'outcome' | 'within' | 'knownBefore'> & {
  readonly question: Question;
  /** Whether everything but the prior is to stay as the base model has it. */
  readonly priorOnly: boolean;
  readonly progress: Progress;
  /** Outcomes learned from at most; left out: 100,000. */
  readonly most?: number;
};

/** Fits a model to the outcomes of a book; the result is a draft. */
export async function fitBook(book: Book, asked: FitBookAsked): Promise<TrustModelDocument> {
  const { question, priorOnly, progress, most = MOST_OUTCOMES, ...rest } = asked;
  const sums = new ClassSums(asked.base, asked.knownBefore);
  const drawn = new Drawn<readonly FitRow[]>(most);
  for await (const { customer, questions } of questionsOf(book, question, { stage: 'Fitting', progress })) {
    const { customerId, contacts } = customer;
    if (!drawn.takes(customerId)) continue;
    const rows = sums.rowsOf(contacts, questions);
    drawn.add(customerId, rows, rows.length);
  }
  return (priorOnly ? renewPrior : fitModel)(drawn.all().flat(), {
    ...rest,
    of: question.is === 'NEXT_EXPECTATION' ? 'PROMISE' : 'CUSTOMER',
    basedOn: book.title,
    drawnShare: drawn.share,
  });
}
