import type { BlindTotals } from './blind-tally.js';
import type { LeftOut } from '../left-out/left-out.js';
import { type Censored, inOrderOfAsking } from '../questions/question.js';
import type { Prediction } from '../prediction/predict.js';
import type { GamedPrediction } from '../recorders/gaming-gain.js';
import type { AnswerValues, SideFacts } from '../rivals/rivals.js';

/** All predictions about the customers of the sample, and what is known about the data set that they are made from. */
export type Predictions = {
  /** In any order. */
  readonly predictions: readonly ComparablePrediction[];
  readonly gamed: readonly GamedPrediction[];
  readonly censored: Censored;
  /** The share of customers in the sample, above 0 to 1: 1 unless there are too many predictions. */
  readonly sampledShare: number;
  readonly dataSet: DataSet;
  /** What the headline's model could not see. */
  readonly blindSpots: BlindTotals;
};

/** What the contacts are that all predictions are made from. */
export type DataSet = {
  /** When the first contact took place, and the last one took place or was recorded, milliseconds since the epoch. */
  readonly from: number;
  readonly until: number;
  /** What the source says and no contact holds. */
  readonly leftOut: LeftOut;
};

/** A prediction with what cheap rivals predict from. */
export type ComparablePrediction = Prediction & {
  /** The risk of the headline cut on occurredAt; null where it was not predicted. */
  readonly leakyRisk: number | null;
  readonly sideFacts: SideFacts;
  readonly answerValues: AnswerValues;
};

/** In the order in which the questions are asked. */
export const inOrderOfTime = (predictions: readonly ComparablePrediction[]): ComparablePrediction[] =>
  predictions.toSorted((a, b) => inOrderOfAsking(a.question, b.question));
