import type { Censored } from '../questions/question.js';
import type { RecorderEffect } from '../recorders/recorder-effect.js';
import type { ChoiceGain } from '../recorders/choice-gain.js';
import type { AtCapacity } from '../statistics/capacity.js';
import type { Calibration } from '../statistics/calibration.js';
import type { Period } from '../statistics/period.js';

/** A figure, and between what 90 % of resampled books lie; the spread is null where too few of them gave a figure, or of too few customers. */
export type Estimate = { readonly value: number; readonly low: number | null; readonly high: number | null };

/** How well one predictor did on the judged questions. Nulls: no pair of a bad and a good outcome. */
export type PredictorResult = {
  readonly name: string;
  /** SCORE: ours. BASELINE: cheap, of the customer alone. GROUP: cheap, of something shared with other customers. */
  readonly kind: 'SCORE' | 'BASELINE' | 'GROUP';
  /** 0 to 1; one half is a coin. */
  readonly auc: Estimate | null;
  /** The same among questions of one period only; the fair one where the base rate drifts. */
  readonly aucWithin: Estimate | null;
  /** The headline's AUC less this one's, on the same resampled books; null for the headline itself. */
  readonly headlineAhead: Estimate | null;
  readonly headlineAheadWithin: Estimate | null;
  /** Of the calibrated risk that was fitted on earlier data only; the score itself is no probability. */
  readonly calibration: Calibration;
  readonly atCapacity: readonly AtCapacity[];
};

export type Population = {
  /** The share of customers that everything here is about, above 0 to 1: 1 unless the book was too large to judge whole. */
  readonly drawnShare: number;
  readonly customers: number;
  /** Questions with an answer, the warm-up among them. */
  readonly asked: number;
  readonly warmUp: number;
  /** After the warm-up, but of customers with too little history. */
  readonly tooLittleHistory: number;
  readonly judged: number;
  readonly judgedCustomers: number;
  /** As how many customers with as many predictions each they count (Kish): far fewer where a few have most. 0 where none is judged. */
  readonly effectiveCustomers: number;
  readonly judgedBad: number;
  /** Answers that were on record before the question, and held back until after. */
  readonly answersHeldBack: number;
  readonly censored: Censored;
  /** When the first and the last judged question was asked, milliseconds since the epoch; null where none is. */
  readonly from: number | null;
  readonly to: number | null;
};

/** How much the score would be flattered by what was recorded late. */
export type LeakGap = {
  readonly recorded: number;
  readonly occurred: number;
  /** AUC cut on occurredAt less AUC cut on recordedAt. */
  readonly gap: Estimate;
};

export type Stretch = {
  /** When it begins, milliseconds since the epoch. */
  readonly from: number;
  readonly questions: number;
  readonly bad: number;
  /** Of the headline and of the running share with a 90-day half-life; null where no pair is. */
  readonly headline: number | null;
  readonly runningShare: number | null;
};

/** Which outcomes a model was fitted to, by its own evidence. */
export type FittedTo = {
  readonly model: string;
  /** The title of the book. */
  readonly basedOn: string;
  /** When the last question was asked whose outcome it learned from, milliseconds since the epoch. */
  readonly to: number;
};

export type Verdict = {
  readonly level: 'WARNING' | 'NOTE';
  readonly code: string;
  readonly says: string;
};

/** All that a backtest found; plain JSON. */
export type Backtest = {
  readonly title: string;
  readonly outcome: string;
  /** The predictor that is judged against all others. */
  readonly headline: string;
  readonly within: Period;
  readonly seed: number;
  readonly rounds: number;
  /** Of the models that were fitted; the shipped ones were not. */
  readonly fittedTo: readonly FittedTo[];
  readonly population: Population;
  readonly predictors: readonly PredictorResult[];
  readonly leakGap: LeakGap | null;
  readonly leakGapWithin: LeakGap | null;
  readonly overTime: readonly Stretch[];
  readonly recorders: RecorderEffect;
  readonly choices: readonly ChoiceGain[];
  readonly verdicts: readonly Verdict[];
};
