/** A point in time as stored and served: ISO 8601, UTC, to the millisecond ("2026-03-02T09:30:00.000Z"). */
export type IsoInstant = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** The first instant that a date can hold. */
export const EARLIEST_MS = -8.64e15;

/** Milliseconds since the epoch. @throws RangeError where the text is not an instant; stored instants are always valid */
export function toMs(instant: IsoInstant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

export const toIso = (ms: number): IsoInstant => new Date(ms).toISOString();

/** The day of a moment, UTC, such as 2026-03-02. */
export const toDay = (ms: number): string => toIso(ms).slice(0, 10);

/** As toMs; null where there is no instant. */
export const toMsOrNull = (instant: IsoInstant | undefined): number | null =>
  instant === undefined ? null : toMs(instant);

/** The first millisecond, UTC, of a day such as 2026-03-02; null where the calendar has no such day. */
export function dayIn(text: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // Date.parse takes 31 February for 3 March.
  return !Number.isNaN(at) && toIso(at).startsWith(text) ? at : null;
}
