import { instantIn } from '#relationship';

const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/;

/** Parses a time of the log (day first, to the minute, UTC) to milliseconds since the epoch; null if it is not a time. */
export function instantOf(text: string): number | null {
  const [, day = '', month = '', year = '', hour = '', minute = ''] = DAY_FIRST.exec(text) ?? [];
  const twoDigits = (count: string): string => count.padStart(2, '0');
  return instantIn(`${year}-${twoDigits(month)}-${twoDigits(day)}T${twoDigits(hour)}:${minute}Z`);
}
