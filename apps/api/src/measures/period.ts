import { toMs, type Period } from '#relationship';
import { apiError } from '../edge/errors/codes.js';
import { DateTime } from '../schema/date-time.js';

export const FROM = {
  name: 'from',
  type: () => DateTime,
  nullable: true,
  description: 'Start of the period, included. Default: the beginning.',
} as const;
export const TO = {
  name: 'to',
  type: () => DateTime,
  nullable: true,
  description: 'End of the period, excluded; must be after `from`. Default: no end.',
} as const;

/** @throws GraphQLError BAD_USER_INPUT if the period does not end after it starts */
export function periodOf(from: string | null | undefined, to: string | null | undefined): Period {
  const period = { from: from == null ? -Infinity : toMs(from), before: to == null ? Infinity : toMs(to) };
  if (period.before <= period.from) throw apiError('BAD_USER_INPUT', 'to must be after from.');
  return period;
}
