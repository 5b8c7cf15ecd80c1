import { TRUST_BETA_1, type TrustModel } from '#trust';
import {
  byScore,
  conclude,
  nextExpectation,
  readCustomer,
  type Backtest,
  type ConcludeAsked,
  type CustomerBook,
  type ReadQuestion,
  type ChosenReading,
} from '../src/index.js';

/** Asks of every promise of a book when it is made, and concludes. */
export function judge(
  books: readonly CustomerBook[],
  {
    model = TRUST_BETA_1,
    tried = false,
    ...asked
  }: Partial<ConcludeAsked> & { readonly model?: TrustModel; readonly tried?: boolean } = {},
): Backtest {
  const predictors = [byScore(model)] as const;
  const readings: ReadQuestion[] = [];
  const chosen: ChosenReading[] = [];
  for (const book of books) {
    const { questions } = nextExpectation(book.contacts, 'SET', Infinity);
    const read = readCustomer(book, questions, { predictors, leaky: true, chosen: tried });
    readings.push(...read.questions);
    chosen.push(...read.chosen);
  }
  return conclude(
    { readings, chosen, censored: {}, drawnShare: 1 },
    {
      title: 'planted',
      outcome: 'the next promise is missed',
      predictors: [predictors[0].name],
      fittedTo: [],
      capacities: [0.1],
      rounds: 100,
      seed: 1,
      warmUpShare: 0.2,
      minimumHistory: 0,
      within: 'MONTH',
      ...asked,
    },
  );
}

export const codes = ({ verdicts }: Backtest, level?: 'WARNING' | 'NOTE'): string[] =>
  verdicts.filter((verdict) => level === undefined || verdict.level === level).map(({ code }) => code);
