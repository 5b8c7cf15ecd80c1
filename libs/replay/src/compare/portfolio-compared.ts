import { TRUST_BANDS, type TrustBand } from '#trust';
import type { ModelsCompared } from './models-compared.js';

/** One of the relationships whose score differs most between the models, with the reasons. */
export type Mover = ModelsCompared & {
  readonly customerId: string;
  readonly segment: string | null;
  readonly owner: string | null;
};

/** Two models compared over a whole portfolio. Shifts are b - a, points. */
export type PortfolioCompared = {
  readonly a: string;
  readonly b: string;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  readonly relationships: number;
  /** Null if there is no relationship. */
  readonly shifts: ShiftDistribution | null;
  /** Number of relationships by band under a (outer) and under b (inner). */
  readonly bands: Readonly<Record<TrustBand, Readonly<Record<TrustBand, number>>>>;
  /** Number of relationships that change band. */
  readonly crossed: number;
  /** Spearman's, -1 to 1: whether both rank the relationships alike. Null with fewer than two, or if all scores are equal. */
  readonly rankCorrelation: number | null;
  /**
   * What causes the shift, in points for each relationship: an evidence class, `prior` or `cap`. The mean shifts sum to the
   * mean shift of the score.
   */
  readonly reasons: readonly { readonly reason: string; readonly meanShift: number; readonly meanSize: number }[];
  /** The largest shifts first. */
  readonly movers: readonly Mover[];
  readonly picture: PictureCounts;
};

export type ShiftDistribution = {
  readonly mean: number;
  /** Mean of the absolute shifts. */
  readonly meanSize: number;
  readonly quantiles: readonly { readonly share: number; readonly points: number }[];
};

/** The data of a picture. Its size does not grow with the portfolio. */
export type PictureCounts = {
  /** Relationships by shift, in steps of `step` points from `from` on. */
  readonly histogram: { readonly from: number; readonly step: number; readonly counts: readonly number[] };
  /** Relationships by their scores, in cells of 2 by 2 points: those under a and b from 0 on. */
  readonly cells: readonly { readonly a: number; readonly b: number; readonly count: number }[];
};

/** The quantiles that are reported. */
export const SHARES = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1] as const;

export const emptyMatrix = (): Record<TrustBand, Record<TrustBand, number>> => {
  const row = () => Object.fromEntries(TRUST_BANDS.map((band) => [band, 0])) as Record<TrustBand, number>;
  return Object.fromEntries(TRUST_BANDS.map((band) => [band, row()])) as Record<TrustBand, Record<TrustBand, number>>;
};
