/** A point in time as stored and served: ISO 8601, UTC, to the millisecond ("2026-03-02T09:30:00.000Z"). */
export type IsoInstant = string;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** The first instant that a date can hold. */
export const EARLIEST_MS = -8.64e15;

/** Milliseconds since the epoch. @throws RangeError where the text is no instant: stored ones always are. */
export function toMs(instant: IsoInstant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${instant}`);
  return ms;
}

export const toIso = (ms: number): IsoInstant => new Date(ms).toISOString();

/** As toMs, null where the fact does not say. */
export const toMsOrNull = (instant: IsoInstant | undefined): number | null =>
  instant === undefined ? null : toMs(instant);
