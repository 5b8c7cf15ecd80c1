import { aheadOf, type BootstrappedAuc } from './bootstrapped-auc.js';
import type { LeakGap } from './result.js';

/**
 * How much better the score seems if contacts count from when they took place, and not from when they were recorded.
 * @param occurred the headline cut on occurredAt; null where it was not predicted for every question
 * @param recorded the headline as it is, on the same resamples
 * @returns null where there is no pair to compare
 */
export function leakGapOf(occurred: BootstrappedAuc | null, recorded: BootstrappedAuc | null): LeakGap | null {
  if (occurred === null || recorded === null) return null;
  const gap = aheadOf(occurred, recorded);
  if (gap === null || recorded.value === null || occurred.value === null) return null;
  return { recorded: recorded.value, occurred: occurred.value, gap };
}
