import { isRefused, readForm } from '#contact-log';
import { choice, dayIn, group, plainText, list, optional, required, type FactsOf, type Fields } from '#relationship';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** From Monday, as ISO 8601 numbers them. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;

const HOURS = {
  from: required(plainText('Start of work, local time: 09:00.', 5)),
  to: required(plainText('End of work, local time, at most 24:00.', 5)),
};

const WORK = {
  holidays: optional(plainText('Country or region of the public holidays: DE, DE-BY. Left out: no holidays.', 20)),
  ownDays: optional(list(plainText('Another day off: 2026-12-24, or 12-24 for every year.', 10), 'Own days.', 1000)),
  weekend: optional(list(choice('Weekday', WEEKDAYS, 'A day of the week.'), 'Days of the week without work.', 6)),
  businessHours: optional(group('BusinessHours', HOURS, 'The hours that count. Left out: all 24.')),
} satisfies Fields;

/** Working days and hours. */
export type WorkSetting = FactsOf<typeof WORK>;

/** The setting CALENDAR: a general calendar, and calendars of single segments, which inherit nothing from it. */
export type CalendarSetting = WorkSetting & { readonly segments?: Readonly<Record<string, WorkSetting>> };

/**
 * Parses CALENDAR: a country or region such as DE-BY, or a JSON object. It does not check whether the holidays of the country
 * are known; `calendarOf` does. @throws ConfigurationInvalid
 */
export function calendarSetting(text: string): CalendarSetting {
  if (!text.startsWith('{')) return workSetting({ holidays: text }, 'CALENDAR');
  const { segments, ...general } = objectIn(parsed(text), 'CALENDAR');
  const path = 'CALENDAR segments';
  const problems: string[] = [];
  const read = (given: unknown, at: string): WorkSetting => readOr({}, problems, () => workSetting(given, at));
  const own = read(general, 'CALENDAR');
  const given = readOr({}, problems, () => (segments === undefined ? {} : objectIn(segments, path)));
  const ofSegments = Object.entries(given).map(([name, work]) => [name, read(work, `${path}.${name}`)] as const);
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  return segments === undefined ? own : { ...own, segments: Object.fromEntries(ofSegments) };
}

/** What `read` returns; where it throws ConfigurationInvalid, its problems are added. */
function readOr<T>(otherwise: T, problems: string[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationInvalid)) throw error;
    problems.push(...error.problems);
    return otherwise;
  }
}

/** Minutes since midnight, 0 to 1440, of a time of day such as 09:30; null if the text is not one. */
export function minuteIn(time: string): number | null {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(time) ?? [];
  const minutes = 60 * Number(hour) + Number(minute);
  return minutes <= 1440 ? minutes : null;
}

function workSetting(given: unknown, path: string): WorkSetting {
  const checked = readForm('Calendar', WORK, objectIn(given, path));
  if (isRefused(checked))
    throw new ConfigurationInvalid(checked.map(({ field, message }) => `${path} ${field}: ${message}`));
  // readForm has checked it by WORK, and the type is derived from WORK.
  const work = checked.facts as WorkSetting;
  const problems = [...unreadableDays(work), ...unreadableHours(work)].map((problem) => `${path} ${problem}`);
  if (problems.length > 0) throw new ConfigurationInvalid(problems);
  return work;
}

const unreadableDays = ({ ownDays = [] }: WorkSetting): readonly string[] =>
  ownDays
    // 2024 is a leap year, so that 02-29 is accepted.
    .filter((day) => dayIn(day) === null && dayIn(`2024-${day}`) === null)
    .map((day) => `ownDays: "${day}" is not a day such as 2026-12-24, or 12-24 for every year`);

function unreadableHours({ businessHours }: WorkSetting): readonly string[] {
  if (businessHours === undefined) return [];
  const { from, to } = businessHours;
  const [opens, closes] = [minuteIn(from), minuteIn(to)];
  if (opens !== null && closes !== null && opens < closes) return [];
  return [
    `businessHours: from "${from}" to "${to}" must be times such as 09:00 and 17:00, and "to" must be later than "from"`,
  ];
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
