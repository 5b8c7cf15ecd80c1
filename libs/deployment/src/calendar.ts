import { NO_HOLIDAYS, type BusinessHours, type Calendar, type WorkCalendar } from '#relationship';
import { minuteIn, WEEKDAYS, type CalendarSetting, type WorkSetting } from './settings/calendar-setting.js';
import { publicHolidays, type Days } from './public-holidays.js';

/**
 * The calendar of working days and hours, by which obligations get their due times.
 * @param setting undefined: Monday to Friday, without holidays
 * @throws ConfigurationInvalid if the holidays of its country or region are not known
 */
export async function calendarOf(setting: CalendarSetting | undefined): Promise<Calendar> {
  if (setting === undefined) return NO_HOLIDAYS;
  const { segments = {}, ...general } = setting;
  const bySegment = new Map<string, WorkCalendar>();
  for (const [segment, work] of Object.entries(segments)) bySegment.set(segment, await workCalendarOf(work));
  return { ...(await workCalendarOf(general)), bySegment };
}

async function workCalendarOf({ holidays, ownDays = [], weekend, businessHours }: WorkSetting): Promise<WorkCalendar> {
  const kept: Days = holidays === undefined ? new Set() : await publicHolidays(holidays);
  const own = new Set(ownDays);
  return {
    holidays: { has: (day) => own.has(day) || own.has(day.slice('2026-'.length)) || kept.has(day) },
    weekend: new Set(weekend?.map((day) => WEEKDAYS.indexOf(day) + 1) ?? weekendOf(holidays)),
    ...(businessHours === undefined ? {} : { businessHours: minutesOf(businessHours) }),
  };
}

/** Weekend days of the country, 1 for Monday to 7 for Sunday. Without a country: Saturday and Sunday. */
function weekendOf(holidays: string | undefined): readonly number[] {
  const country = holidays?.split('-')[0] ?? '001';
  return new Intl.Locale('und', { region: country }).getWeekInfo().weekend;
}

const minutesOf = ({ from, to }: NonNullable<WorkSetting['businessHours']>): BusinessHours => ({
  fromMinute: minuteIn(from) ?? 0,
  toMinute: minuteIn(to) ?? 0,
});
