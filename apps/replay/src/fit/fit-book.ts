import { byScore, ClassSums, fitModel, inOrderOfAsking, warmUpOf, type Period } from '#validation';
import type { TrustModel, TrustModelDocument } from '#trust';
import type { Book } from '../backtest/book.js';
import { questionsIn, readBook } from '../backtest/read-book.js';
import type { Progress } from '../import/progress.js';
import type { Question } from '../mapping/question.js';

export type FitBookAsked = {
  readonly id: string;
  readonly base: TrustModel;
  readonly question: Question;
  /** What is predicted, in words. */
  readonly outcome: string;
  readonly within: Period;
  /** Outcomes known at or after it are not learned from, milliseconds since the epoch. */
  readonly knownBefore: number;
  readonly progress: Progress;
};

/** Fits a model to the outcomes of a book; the result is a draft. */
export async function fitBook(book: Book, asked: FitBookAsked): Promise<TrustModelDocument> {
  const { base, question, knownBefore, progress } = asked;
  const sums = new ClassSums(base, knownBefore);
  await readBook(book, { question, predictors: [byScore(base)], thorough: false, progress, bystander: sums.take });
  return fitModel(sums.rows, {
    id: asked.id,
    base,
    of: question.is === 'NEXT_EXPECTATION' ? 'PROMISE' : 'CUSTOMER',
    outcome: asked.outcome,
    basedOn: book.title,
    knownBefore,
    within: asked.within,
  });
}

/** When the warm-up of a book ends: when the first question after it is asked. */
export async function endOfWarmUp(book: Book, question: Question, warmUpShare: number): Promise<number> {
  const questions = (await questionsIn(book, question)).sort(inOrderOfAsking);
  return questions[warmUpOf(questions.length, warmUpShare)]?.askedAt ?? Infinity;
}
