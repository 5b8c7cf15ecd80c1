import { Temporal } from 'temporal-polyfill';
import { DAY_MS } from '../facts/instant.js';

// Days and times of day as the clocks of a zone show them. A time of day that the clocks skip is moved forward by the size
// of the skip: 00:30 becomes 01:30. Where a time of day occurs twice, the first is used.

/** A calendar day without a zone. */
export type Day = Temporal.PlainDate;

const at = (instant: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);

/**
 * The same time of day, days later on the calendar of the zone.
 * @param instant milliseconds since the epoch, whole
 * @param days whole; below 0 for days before
 * @param timeZone IANA name
 */
export const addDays = (instant: number, days: number, timeZone: string): number =>
  timeZone === 'UTC' ? instant + days * DAY_MS : at(instant, timeZone).add({ days }).epochMilliseconds;

/** The day that the calendar of the zone shows at an instant. */
export const dayAt = (instant: number, timeZone: string): Day => at(instant, timeZone).toPlainDate();

/** The first instant of a day in the zone, milliseconds since the epoch: not midnight where the clocks skip midnight. */
export const startOfDay = (day: Day | string, timeZone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;

/** The instant of a time of day in the zone. @param minute minutes since midnight as clocks show them, 0 to 1440 */
export function timeOfDay(day: Day, minute: number, timeZone: string): number {
  if (minute === 0) return startOfDay(day, timeZone);
  if (minute === 1440) return startOfDay(day.add({ days: 1 }), timeZone);
  const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
  return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}
