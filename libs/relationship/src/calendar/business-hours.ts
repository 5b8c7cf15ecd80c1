import { HOUR_MS } from '../facts/instant.js';
import type { WorkCalendar } from './calendar.js';
import { isWorkingDay } from './working-days.js';
import { dayAt, timeOfDay } from './zone-days.js';

/**
 * An instant plus a number of hours. Where the calendar has business hours, only these count. Where the last hour ends
 * when work ends, the result is that end, not the next morning.
 * @param instant milliseconds since the epoch, whole
 * @param hours 0 or more; 0.25 is a quarter of an hour
 * @returns milliseconds since the epoch, whole
 */
export function addHours(instant: number, hours: number, timeZone: string, calendar: WorkCalendar): number {
  const { businessHours } = calendar;
  let left = Math.round(hours * HOUR_MS);
  if (businessHours === undefined || left === 0) return instant + left;
  for (let day = dayAt(instant, timeZone); ; day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, calendar)) continue;
    const from = Math.max(instant, timeOfDay(day, businessHours.fromMinute, timeZone));
    const worked = Math.max(0, timeOfDay(day, businessHours.toMinute, timeZone) - from);
    if (left <= worked) return from + left;
    left -= worked;
  }
}
