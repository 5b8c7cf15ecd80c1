import { aheadOf, type Measured } from './contest.js';
import type { LeakGap } from './result.js';

/**
 * How much better the score seems when facts count from when they happened, and not from when they were recorded.
 * @param occurred the headline cut on occurredAt; null where that was not read of every question
 * @param recorded the headline as it is, on the same resampled books
 * @returns null where there is nothing to compare
 */
export function leakGapOf(occurred: Measured | null, recorded: Measured | null): LeakGap | null {
  if (occurred === null || recorded === null) return null;
  const gap = aheadOf(occurred, recorded);
  if (gap === null || recorded.value === null || occurred.value === null) return null;
  return { recorded: recorded.value, occurred: occurred.value, gap };
}
