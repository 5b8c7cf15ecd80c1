import type { RecordedContact } from '#relationship';
import type { Question } from '../questions/question.js';
import type { Predictor } from '../prediction/predictor.js';
import { predict } from '../prediction/predict.js';
import { predictGamed } from '../recorders/predict-gamed.js';
import type { GamedPrediction } from '../recorders/gaming-gain.js';
import type { AnswerValues, SideFacts } from '../rivals/rivals.js';
import type { ComparablePrediction } from './predictions.js';

/** All contacts of one customer, and what else is known about its questions, by question id. */
export type CustomerHistory = {
  readonly customerId: string;
  readonly contacts: readonly RecordedContact[];
  /** Known when the question is asked. */
  readonly sideFacts?: ReadonlyMap<string, SideFacts>;
  /** Known when the label is. */
  readonly answerValues?: ReadonlyMap<string, AnswerValues>;
};

export type CustomerPredictions = {
  readonly predictions: readonly ComparablePrediction[];
  readonly gamed: readonly GamedPrediction[];
};

export type PredictCustomerOptions = {
  /** At least one; the first is the headline. */
  readonly predictors: readonly [Predictor, ...Predictor[]];
  /** Whether the headline also predicts from the past cut on occurredAt. */
  readonly leaky: boolean;
  /** Whether to predict again as if the customer's recorder had gamed the score. */
  readonly gamed: boolean;
};

/** For one customer at most so many of the latest questions are predicted again as if the recorder had gamed the score. */
const MOST_GAMED = 100;

const NONE: readonly string[] = [];

/** Predicts all questions about one customer. It needs nothing of other customers. */
export function predictCustomer(
  history: CustomerHistory,
  questions: readonly Question[],
  options: PredictCustomerOptions,
): CustomerPredictions {
  const { contacts } = history;
  const [headline] = options.predictors;
  const predictions = [...predict(contacts, questions, options.predictors)];
  const leaky = options.leaky ? [...predict(contacts, questions, [headline], 'OCCURRED')] : [];
  const honest = predictions.map(({ risks }) => risks[0] ?? 0);
  const latest = -Math.min(MOST_GAMED, questions.length);
  return {
    predictions: predictions.map((prediction, index) => {
      const { question, recorder, owner, segment } = prediction;
      return {
        ...prediction,
        // The ids of these contacts are not needed any more, and there may be many questions to keep.
        question: { ...question, answeredBy: NONE },
        leakyRisk: leaky[index]?.risks[0] ?? null,
        sideFacts: { recorder, owner, segment, ...history.sideFacts?.get(question.id), group: question.group },
        answerValues: history.answerValues?.get(question.id) ?? {},
      };
    }),
    gamed: options.gamed ? predictGamed(contacts, questions.slice(latest), headline, honest.slice(latest)) : [],
  };
}
