import { aheadOf, Contest, type ContestAsked } from './contest.js';
import type { LeakGap } from './result.js';

/**
 * How much better the score seems when facts count from when they happened, and not from when they were recorded.
 * @param leaky risks cut on occurredAt, null where they were not read
 * @returns null where they were not read, or there is no pair to compare
 */
export function leakGapOf(
  recorded: readonly number[],
  leaky: readonly (number | null)[],
  asked: ContestAsked,
): LeakGap | null {
  const occurred = leaky.filter((risk) => risk !== null);
  if (occurred.length < leaky.length || leaky.length === 0) return null;
  const contest = new Contest(asked);
  const [cutOccurred, cutRecorded] = [contest.place(occurred).within, contest.place(recorded).within];
  const gap = aheadOf(cutOccurred, cutRecorded);
  if (gap === null || cutRecorded.value === null || cutOccurred.value === null) return null;
  return { recorded: cutRecorded.value, occurred: cutOccurred.value, gap };
}
