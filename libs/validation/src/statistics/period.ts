import { DAY_MS } from '#relationship';

/** Within which stretch of time predictions are compared with each other; NONE: with all. */
export const PERIODS = ['WEEK', 'MONTH', 'NONE'] as const;
export type Period = (typeof PERIODS)[number];

/** A number for the stretch that a time lies in; weeks begin on Monday, months are those of the calendar, in UTC. */
export function periodOf(at: number, period: Period): number {
  if (period === 'NONE') return 0;
  // 1 January 1970 was a Thursday.
  if (period === 'WEEK') return Math.floor((at + 3 * DAY_MS) / (7 * DAY_MS));
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
