import { weekOf } from '#trust';

/** The period within which predictions are compared with each other; NONE: all are compared with all. */
export const PERIODS = ['WEEK', 'MONTH', 'NONE'] as const;
export type Period = (typeof PERIODS)[number];

/** The number of the period that a time lies in, in UTC. Weeks begin on Monday. */
export function periodOf(at: number, period: Period): number {
  if (period === 'NONE') return 0;
  if (period === 'WEEK') return weekOf(at);
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
