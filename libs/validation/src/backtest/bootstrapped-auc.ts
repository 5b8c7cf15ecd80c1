import { spreadOf } from '../statistics/bootstrap.js';
import { aucOf } from '../statistics/ranking.js';
import { resampledAuc, type Resampling } from '../statistics/resampled-auc.js';
import type { Estimate } from './result.js';

export type AucBootstrapOptions = Resampling & {
  readonly bad: readonly boolean[];
  /** The period of each prediction. */
  readonly strata: readonly number[];
};

/** An AUC, and the AUC of each bootstrap resample. */
export type BootstrappedAuc = { readonly value: number | null; readonly resampled: readonly (number | null)[] };

/** Over all predictions, and among those of one period. */
export type BootstrappedAucs = { readonly pooled: BootstrappedAuc; readonly within: BootstrappedAuc };

/**
 * Measures one predictor after another on the same bootstrap resamples. The difference of two predictors therefore has an
 * interval of its own, which is narrower than their two intervals suggest.
 */
export class AucBootstrap {
  constructor(private readonly options: AucBootstrapOptions) {}

  /** @param risks one for each prediction on any scale, higher is worse */
  measure(risks: readonly number[]): BootstrappedAucs {
    return { pooled: this.aucOf(risks), within: this.aucOf(risks, this.options.strata) };
  }

  private aucOf(risks: readonly number[], strata?: readonly number[]): BootstrappedAuc {
    const { bad } = this.options;
    return { value: aucOf(risks, bad, strata), resampled: resampledAuc(risks, bad, this.options, strata) };
  }
}

/** An AUC with its interval; null where there is no pair to compare. */
export const estimateOf = ({ value, resampled }: BootstrappedAuc): Estimate | null => {
  if (value === null) return null;
  const spread = spreadOf(resampled);
  return { value, low: spread?.low ?? null, high: spread?.high ?? null };
};

/** How far one is ahead of another. */
export const aheadOf = (one: BootstrappedAuc, other: BootstrappedAuc): Estimate | null =>
  estimateOf({
    value: minus(one.value, other.value),
    resampled: one.resampled.map((each, round) => minus(each, other.resampled[round] ?? null)),
  });

const minus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
