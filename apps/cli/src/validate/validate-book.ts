import { parseModel, TRUST_BETA_1, type TrustModelDocument } from '#trust';
import {
  byDimensionAlone,
  byLowerEnd,
  byScore,
  byScoreUnder,
  renewedPriors,
  type Backtest,
  type Predictor,
} from '#validation';
import { CAPACITIES } from '../backtest/backtest-verb.js';
import { concludeWith } from '../backtest/conclude-with.js';
import { readBook } from '../backtest/read-book.js';
import type { OpenBook } from '../backtest/with-book.js';
import { fittedTo } from '../backtest/fitted-to.js';
import { surveyOf } from '../backtest/survey.js';
import { fitBook } from '../fit/fit-book.js';
import type { Progress } from '../terminal/progress.js';
import type { Mapping } from '../mapping/mapping.js';

export const FITTED = 'score, fitted on the warm-up, frozen';
export const RENEWED = 'score, fitted on the warm-up, prior renewed weekly';
export const UNFITTED = 'score, unfitted (trust-beta/1)';

export type Validated = { readonly backtest: Backtest; readonly fitted: TrustModelDocument };

export type ValidateAsked = { readonly progress: Progress; readonly seed: number; readonly rounds: number };

/** The score, unfitted and fitted on the warm-up alone, against its rivals on the very same predictions. */
export async function validateBook(
  { book }: OpenBook,
  mapping: Mapping,
  { progress, seed, rounds }: ValidateAsked,
): Promise<Validated> {
  const { question, judging, predicts } = mapping;
  const { warmUpEndsAt, outcomes } = await surveyOf(book, question, { warmUpShare: judging.warmUpShare, progress });
  const fitted = await fitBook(book, {
    id: 'fitted/1',
    base: TRUST_BETA_1,
    question,
    outcome: predicts,
    within: judging.within,
    knownBefore: warmUpEndsAt,
    priorOnly: false,
    progress,
  });
  const model = parseModel(fitted);
  const predictors: [Predictor, ...Predictor[]] = [
    byScore(model, FITTED),
    byScoreUnder(model, renewedPriors(model, outcomes), RENEWED),
    byScore(TRUST_BETA_1, UNFITTED),
    byLowerEnd(model),
    byDimensionAlone(model, 'reliability'),
  ];
  const read = await readBook(book, { question, predictors, progress });
  const conclusion = {
    ...judging,
    title: book.title,
    outcome: predicts,
    predictors: predictors.map(({ name }) => name),
    fittedTo: fittedTo([model]),
    capacities: CAPACITIES,
    rounds,
    seed,
  };
  return { backtest: concludeWith(progress, read, conclusion), fitted };
}
