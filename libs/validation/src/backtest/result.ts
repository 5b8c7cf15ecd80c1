import type { BlindTotals } from './blind-tally.js';
import type { LeftOut } from '../left-out/left-out.js';
import type { Censored } from '../questions/question.js';
import type { RecorderEffect } from '../recorders/recorder-effect.js';
import type { GamingGain } from '../recorders/gaming-gain.js';
import type { AtCapacity } from '../statistics/capacity.js';
import type { Calibration } from '../statistics/calibration.js';
import type { Period } from '../statistics/period.js';

/** A figure with its 90 % interval. The ends are null where there are too few customers, or too few resamples have a figure. */
export type Estimate = { readonly value: number; readonly low: number | null; readonly high: number | null };

/** How well one predictor did on the judged questions. A figure is null where there is no pair of a bad and a good outcome. */
export type PredictorResult = {
  readonly name: string;
  /** SCORE: ours. BASELINE: cheap, of the customer alone. GROUP: cheap, of something shared with other customers. */
  readonly kind: 'SCORE' | 'BASELINE' | 'GROUP';
  /** 0 to 1; one half is chance. */
  readonly auc: Estimate | null;
  /** The same among questions of one period. It is the fair figure where the base rate drifts. */
  readonly aucWithin: Estimate | null;
  /** The AUC of the headline less this one, on the same resamples; null for the headline itself. */
  readonly headlineAhead: Estimate | null;
  readonly headlineAheadWithin: Estimate | null;
  /** Of the risk that is calibrated on earlier data. The score itself is no probability. */
  readonly calibration: Calibration;
  readonly atCapacity: readonly AtCapacity[];
};

/** Which predictions are judged. Times are milliseconds since the epoch. */
export type Population = {
  /** The share of customers in the sample, above 0 to 1: 1 unless there are too many predictions to judge all. */
  readonly sampledShare: number;
  readonly customers: number;
  /** Questions with a label, the warm-up included. */
  readonly asked: number;
  readonly warmUp: number;
  /** After the warm-up, but about customers with too little history. */
  readonly tooLittleHistory: number;
  readonly judged: number;
  readonly judgedCustomers: number;
  /** As how many customers with equally many predictions they count: far fewer where a few have most. 0 where none is judged. */
  readonly effectiveCustomers: number;
  readonly judgedBad: number;
  /** Labels that were on record before the question was asked, and were held back. */
  readonly answersHeldBack: number;
  readonly censored: Censored;
  /** When the first and the last judged question was asked; null where none is judged. */
  readonly from: number | null;
  readonly to: number | null;
  /** When the first and the last contact of the data set took place; null where there are no contacts. */
  readonly contactsFrom: number | null;
  readonly contactsTo: number | null;
};

/** How much contacts that were recorded late would improve the score. */
export type LeakGap = {
  readonly recorded: number;
  readonly occurred: number;
  /** AUC cut on occurredAt less AUC cut on recordedAt. */
  readonly gap: Estimate;
};

export type TimeSlice = {
  /** When it begins, milliseconds since the epoch. */
  readonly from: number;
  readonly questions: number;
  readonly bad: number;
  /** AUC of the headline, and of the running share with a 90-day half-life; null where there is no pair. */
  readonly headline: number | null;
  readonly runningShare: number | null;
};

/** Which outcomes a model was fitted to, by its own evidence. */
export type FittedTo = {
  readonly model: string;
  /** The title of the data set. */
  readonly basedOn: string;
  /** When the last question was asked that it learned from, milliseconds since the epoch. */
  readonly to: number;
};

export type Verdict = {
  readonly level: 'WARNING' | 'NOTE';
  readonly code: string;
  readonly says: string;
};

/** All that a backtest found, as plain JSON. */
export type Backtest = {
  readonly title: string;
  readonly outcome: string;
  /** The name of the predictor that the others are compared with. */
  readonly headline: string;
  readonly within: Period;
  readonly seed: number;
  readonly rounds: number;
  /** Of the models that were fitted; the shipped ones were not. */
  readonly fittedTo: readonly FittedTo[];
  readonly population: Population;
  /** What the source says and no contact holds, and what that does to labels. */
  readonly leftOut: LeftOut;
  /** What the headline's model could not see. */
  readonly blindSpots: BlindTotals;
  readonly predictors: readonly PredictorResult[];
  readonly leakGap: LeakGap | null;
  readonly leakGapWithin: LeakGap | null;
  readonly overTime: readonly TimeSlice[];
  readonly recorders: RecorderEffect;
  readonly gaming: readonly GamingGain[];
  readonly verdicts: readonly Verdict[];
};
