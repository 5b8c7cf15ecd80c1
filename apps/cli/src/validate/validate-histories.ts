import { DEFAULT_MODEL, parseModel, TRUST_BETA_1, type TrustModelDocument } from '#trust';
import { byDimensionAlone, byLowerEnd, byScore, type Backtest, type Predictor } from '#validation';
import { CAPACITIES } from '../backtest/backtest-verb.js';
import { evaluateWithProgress } from '../backtest/evaluate-with-progress.js';
import { predictAll } from '../backtest/predict-all.js';
import { PredictionRows } from '../backtest/prediction-rows.js';
import { renewedScores } from '../backtest/renewed-scores.js';
import type { OpenHistories } from '../backtest/with-histories.js';
import { fittedTo } from '../backtest/fitted-to.js';
import { surveyOf } from '../backtest/survey.js';
import { fitHistories } from '../fit/fit-histories.js';
import type { Progress } from '../terminal/progress.js';
import type { Validation } from '#source';

export const FITTED = 'score, fitted on the warm-up, frozen';
const RENEWED = 'score, fitted on the warm-up';
export const UNFITTED = 'score, unfitted (trust-beta/1)';

export type Validated = {
  readonly backtest: Backtest;
  readonly fitted: TrustModelDocument;
  readonly predictions: PredictionRows;
};

export type ValidateOptions = { readonly progress: Progress; readonly seed: number; readonly rounds: number };

/** The score, unfitted and fitted on the warm-up alone, against its rivals on the same predictions. */
export async function validateHistories(
  { histories }: OpenHistories,
  { question, judging, predicts }: Validation,
  { progress, seed, rounds }: ValidateOptions,
): Promise<Validated> {
  const { warmUpShare } = judging;
  const { warmUpEndsAt, outcomes } = await surveyOf(histories, question, { warmUpShare, progress });
  const fitted = await fitHistories(histories, {
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
    ...renewedScores(model, outcomes, RENEWED),
    byScore(DEFAULT_MODEL, `score, unfitted (${DEFAULT_MODEL.id})`),
    byScore(TRUST_BETA_1, UNFITTED),
    byLowerEnd(model),
    byDimensionAlone(model, 'reliability'),
  ];
  const made = await predictAll(histories, { question, predictors, progress });
  const predictions = new PredictionRows(made, judging);
  const conclusion = {
    ...judging,
    title: histories.title,
    outcome: predicts,
    predictors: predictors.map(({ name }) => name),
    fittedTo: fittedTo([model]),
    ofPromises: question.is === 'NEXT_EXPECTATION',
    capacities: CAPACITIES,
    rounds,
    seed,
  };
  const backtest = evaluateWithProgress(progress, made, conclusion, predictions.add);
  return { backtest, fitted, predictions };
}
