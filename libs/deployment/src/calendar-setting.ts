import { isRefused, readForm } from '#contact-log';
import { choice, dayIn, group, plainText, list, optional, required, type FactsOf, type Fields } from '#relationship';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** From Monday, as ISO 8601 numbers them. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

const HOURS = {
  from: required(plainText('When work begins, as clocks show it: 09:00.', 5)),
  to: required(plainText('When it ends, up to 24:00.', 5)),
};

const WORK = {
  holidays: optional(
    plainText('Country, or region of one, whose public holidays are kept: DE, DE-BY. Left out: none.', 20),
  ),
  ownDays: optional(
    list(plainText('Another day without work: 2026-12-24, or 12-24 for every year.', 10), 'Own days.', 1000),
  ),
  weekend: optional(list(choice('Weekday', WEEKDAYS, 'A day of the week.'), 'Days of the week without work.', 6)),
  businessHours: optional(group('BusinessHours', HOURS, 'When hours count. Left out: by night too.')),
} satisfies Fields;

/** Which days and hours are worked. */
export type WorkSetting = FactsOf<typeof WORK>;

/** The setting CALENDAR: a calendar for all, and those of single segments, which take nothing from it. */
export type CalendarSetting = WorkSetting & { readonly segments?: Readonly<Record<string, WorkSetting>> };

/**
 * Reads what CALENDAR says: a country or region such as DE-BY, or a JSON object. Whether the holidays of the country are
 * known shows only when the calendar is opened. @throws ConfigurationInvalid
 */
export function calendarSetting(text: string): CalendarSetting {
  if (!text.startsWith('{')) return workSetting({ holidays: text }, 'CALENDAR');
  const { segments, ...general } = objectIn(parsed(text), 'CALENDAR');
  const own = workSetting(general, 'CALENDAR');
  if (segments === undefined) return own;
  const path = 'CALENDAR segments';
  const ofSegments = Object.entries(objectIn(segments, path)).map(([name, work]): [string, WorkSetting] => [
    name,
    workSetting(work, `${path}.${name}`),
  ]);
  return { ...own, segments: Object.fromEntries(ofSegments) };
}

/** Minutes since midnight, 0 to 1440, of a time of day such as 09:30; null where it is none. */
export function minuteIn(time: string): number | null {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(time) ?? [];
  const minutes = 60 * Number(hour) + Number(minute);
  return minutes <= 1440 ? minutes : null;
}

function workSetting(given: unknown, path: string): WorkSetting {
  const checked = readForm('Calendar', WORK, objectIn(given, path));
  if (isRefused(checked)) {
    const [first] = checked;
    throw new ConfigurationInvalid(`${path} ${first?.field}: ${first?.message}`);
  }
  // readForm has checked it by the very declaration that the type is made from.
  const work = checked.facts as WorkSetting;
  refuseUnreadable(work, path);
  return work;
}

function refuseUnreadable({ ownDays = [], businessHours }: WorkSetting, path: string): void {
  // 29 February is a day of some years.
  const noDay = ownDays.find((day) => dayIn(day) === null && dayIn(`2024-${day}`) === null);
  if (noDay !== undefined)
    throw new ConfigurationInvalid(`${path} ownDays: "${noDay}" is no day such as 2026-12-24, or 12-24 for every year`);
  if (businessHours === undefined) return;
  const { from, to } = businessHours;
  const [opens, closes] = [minuteIn(from), minuteIn(to)];
  if (opens === null || closes === null || opens >= closes)
    throw new ConfigurationInvalid(
      `${path} businessHours: from "${from}" to "${to}" must be times such as 09:00 and 17:00, the second the later one`,
    );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationInvalid(`CALENDAR is not JSON: ${(error as Error).message}`);
  }
}

function objectIn(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ConfigurationInvalid(`${path} must be an object such as {"holidays": "DE-BY"}`);
  return value as Readonly<Record<string, unknown>>;
}
