const DAY_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})$/;

/** Milliseconds since the epoch of a time as the log writes it, day first, to the minute, UTC; null where it is none. */
export function instantOf(text: string): number | null {
  const match = DAY_FIRST.exec(text);
  if (match === null) return null;
  const [, day, month, year, hour, minute] = match.map(Number) as [number, number, number, number, number, number];
  const at = Date.UTC(year, month - 1, day, hour, minute);
  // Date.UTC takes 31 February for 2 March.
  const isOnCalendar = new Date(at).getUTCMonth() === month - 1 && day > 0;
  return isOnCalendar && hour < 24 && minute < 60 ? at : null;
}
