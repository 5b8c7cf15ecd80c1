import { DAY_MS } from '#relationship';

/** The period within which predictions are compared with each other; NONE: all are compared with all. */
export const PERIODS = ['WEEK', 'MONTH', 'NONE'] as const;
export type Period = (typeof PERIODS)[number];

/** The number of the period that a time lies in, in UTC. Weeks begin on Monday. */
export function periodOf(at: number, period: Period): number {
  if (period === 'NONE') return 0;
  // 1 January 1970 was a Thursday.
  if (period === 'WEEK') return Math.floor((at + 3 * DAY_MS) / (7 * DAY_MS));
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
