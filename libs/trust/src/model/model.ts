import type { Calendar } from '#relationship';
import type { TrustModelDocument } from './document.js';

/** One class of evidence, prepared for the sums. Arrays are in the order of DIMENSIONS. */
export type EvidenceClass = {
  readonly name: string;
  /** Its place in the document; sums over classes run in this order. */
  readonly index: number;
  readonly halfLifeMs: number;
  readonly saturatesAt: number | null;
  /** w+: its weights above 0, else 0. */
  readonly gains: Float64Array;
  /** w-: the size of its weights below 0, else 0. */
  readonly losses: Float64Array;
  /** None of its weights is negative. */
  readonly positive: boolean;
  readonly recovers: boolean;
};

/** A validated model: its document, and the same numbers in the form that the sums need. Only parseModel creates it. */
export type TrustModel = {
  readonly id: string;
  readonly document: TrustModelDocument;
  readonly priorWeight: number;
  readonly kappa: number;
  readonly cap: number;
  readonly priors: Float64Array;
  readonly lambda: Float64Array;
  readonly omega: Float64Array;
  readonly priorsBySegment: ReadonlyMap<string, Float64Array>;
  /** The working days and hours, with the cadences and the hours of waiting that the document sets. */
  readonly calendar: Calendar;
  readonly classes: ReadonlyMap<string, EvidenceClass>;
};
