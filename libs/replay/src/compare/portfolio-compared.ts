import { TRUST_BANDS, type TrustBand } from '#trust';
import type { ModelsCompared } from './models-compared.js';

/** A relationship whose score differs most between the models, with the reasons. */
export type Mover = ModelsCompared & {
  readonly customerId: string;
  readonly segment: string | null;
  readonly owner: string | null;
};

/** Two models over a whole book. Shifts are b - a, points. */
export type PortfolioCompared = {
  readonly a: string;
  readonly b: string;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly relationships: number;
  /** Null where there is no relationship. */
  readonly shifts: ShiftDistribution | null;
  /** How many stand in which band under a (outer) and under b (inner). */
  readonly bands: Readonly<Record<TrustBand, Readonly<Record<TrustBand, number>>>>;
  /** How many stand in another band. */
  readonly crossed: number;
  /** Spearman's, -1 to 1: whether the two rank the book alike. Null with fewer than two, or where all scores are equal. */
  readonly rankCorrelation: number | null;
  /**
   * What moves the whole book, points a relationship: an evidence class, `prior` or `cap`. The mean shifts sum to that of
   * the score.
   */
  readonly reasons: readonly { readonly reason: string; readonly meanShift: number; readonly meanSize: number }[];
  /** The largest shifts first. */
  readonly movers: readonly Mover[];
  readonly picture: PictureCounts;
};

export type ShiftDistribution = {
  readonly mean: number;
  /** Mean of the sizes, whatever the direction. */
  readonly meanSize: number;
  readonly quantiles: readonly { readonly share: number; readonly points: number }[];
};

/** What a picture is drawn from: as many numbers for a large book as for a small one. */
export type PictureCounts = {
  /** Relationships by shift, in steps of `step` points from `from` on. */
  readonly histogram: { readonly from: number; readonly step: number; readonly counts: readonly number[] };
  /** Relationships by their scores, in cells of 2 by 2 points: those under a and b from 0 on. */
  readonly cells: readonly { readonly a: number; readonly b: number; readonly count: number }[];
};

/** The quantiles that are said. */
export const SHARES = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1] as const;

export const emptyMatrix = (): Record<TrustBand, Record<TrustBand, number>> => {
  const row = () => Object.fromEntries(TRUST_BANDS.map((band) => [band, 0])) as Record<TrustBand, number>;
  return Object.fromEntries(TRUST_BANDS.map((band) => [band, row()])) as Record<TrustBand, Record<TrustBand, number>>;
};
