import type { WorkCalendar } from './calendar.js';
import { addDays, type Day, dayAt } from './zone-days.js';

const SATURDAY_AND_SUNDAY: WorkCalendar['weekend'] = new Set([6, 7]);

export const isWorkingDay = (day: Day, { holidays, weekend = SATURDAY_AND_SUNDAY }: WorkCalendar): boolean =>
  !weekend.has(day.dayOfWeek) && !holidays.has(day.toString());

/**
 * The same time of day, a number of working days later. The first day counted is the next working day.
 * @param instant milliseconds since the epoch, whole
 * @param days whole, 0 or more
 */
export function addWorkingDays(instant: number, days: number, timeZone: string, calendar: WorkCalendar): number {
  let day = dayAt(instant, timeZone);
  let ahead = 0;
  for (let left = days; left > 0; ahead += 1) {
    day = day.add({ days: 1 });
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return addDays(instant, ahead, timeZone);
}
