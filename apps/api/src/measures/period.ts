import { toMs, type Period } from '#relationship';
import { apiError } from '../edge/errors/codes.js';
import { DateTime } from '../schema/date-time.js';

export const FROM = {
  name: 'from',
  type: () => DateTime,
  nullable: true,
  description: 'From this time on. Left out: from the beginning.',
} as const;
export const TO = {
  name: 'to',
  type: () => DateTime,
  nullable: true,
  description: 'Before this time, after `from`. Left out: up to now.',
} as const;

/** @throws GraphQLError BAD_USER_INPUT where it ends before it begins */
export function periodOf(from: string | null | undefined, to: string | null | undefined): Period {
  const period = { from: from == null ? -Infinity : toMs(from), before: to == null ? Infinity : toMs(to) };
  if (period.before <= period.from) throw apiError('BAD_USER_INPUT', 'to must lie after from.');
  return period;
}
