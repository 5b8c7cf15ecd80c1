import { TRUST_BETA_1, type TrustModel } from '#trust';
import {
  BlindTally,
  byScore,
  evaluate,
  nextExpectation,
  NOTHING_LEFT_OUT,
  predictCustomer,
  type Backtest,
  type EvaluateOptions,
  type CustomerHistory,
  type ComparablePrediction,
  type GamedPrediction,
} from '../src/index.js';
import { START } from './planted-histories.js';

/** Asks about every promise when it is made, predicts and evaluates. */
export function judge(
  histories: readonly CustomerHistory[],
  {
    model = TRUST_BETA_1,
    gamed = false,
    ...options
  }: Partial<EvaluateOptions> & { readonly model?: TrustModel; readonly gamed?: boolean } = {},
): Backtest {
  const predictors = [byScore(model)] as const;
  const predictions: ComparablePrediction[] = [];
  const gamedPredictions: GamedPrediction[] = [];
  const blind = new BlindTally(model);
  for (const history of histories) {
    blind.add(history.contacts);
    const { questions } = nextExpectation(history.contacts, 'SET', Infinity);
    const made = predictCustomer(history, questions, { predictors, leaky: true, gamed });
    predictions.push(...made.predictions);
    gamedPredictions.push(...made.gamed);
  }
  const dataSet = { from: START, until: Infinity, leftOut: NOTHING_LEFT_OUT };
  return evaluate(
    { predictions, gamed: gamedPredictions, censored: {}, sampledShare: 1, dataSet, blindSpots: blind.totals },
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
      ...options,
    },
  );
}

export const codes = ({ verdicts }: Backtest, level?: 'WARNING' | 'NOTE'): string[] =>
  verdicts.filter((verdict) => level === undefined || verdict.level === level).map(({ code }) => code);
