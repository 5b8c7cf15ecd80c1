import { DAY_MS, HOUR_MS, instantIn } from '#relationship';
import { UsageError } from '../terminal/usage-error.js';

const UNITS_MS: Readonly<Record<string, number>> = { h: HOUR_MS, d: DAY_MS };

/**
 * When a token expires, milliseconds since the epoch. @param text a number of hours or days, such as 12h or 90d, or an
 * instant in ISO 8601 @throws UsageError
 */
export function expiryOf(text: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  const at = count === undefined ? instantIn(text) : now + Number(count) * (UNITS_MS[unit] ?? 0);
  if (at !== null && at > now) return at;
  throw new UsageError(
    `--expires must lie in the future: hours or days, such as 12h or 90d, or an instant such as 2030-01-01T00:00Z, not "${text}"`,
  );
}
