import { DAY_MS, dayIn, HOUR_MS, MINUTE_MS, toIso } from './instant.js';

// ISO 8601 as people's exports write it. Date, time and zone may each have separators or none. A date is a calendar date, an
// ordinal date (2026-061) or a week date (2026-W10-1). A space may stand for the T: with a zone, the text can mean nothing else.
const DATE =
  /(?<year>\d{4})(?:-(?<month>\d\d)-(?<day>\d\d)|(?<basicMonth>\d\d)(?<basicDay>\d\d)|-?(?<ordinal>\d{3})|-?W(?<week>\d\d)-?(?<weekday>[1-7]))/;
const TIME = /(?<hour>[01]\d|2[0-3])(?::?(?<minute>[0-5]\d)(?::?(?<second>[0-5]\d)(?:[.,](?<fraction>\d+))?)?)?/;
const ZONE = /(?:Z|(?<sign>[+\-\u2212])(?<zoneHour>[01]\d|2[0-3])(?::?(?<zoneMinute>[0-5]\d))?)/;
const INSTANT = new RegExp(`^${DATE.source}[T ]${TIME.source} ?${ZONE.source}$`, 'i');

/** Stored times have years of four digits, so that their texts sort in the order of time. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

type Parts = Readonly<Record<string, string | undefined>>;

/**
 * Reads a time as people and programs write it: ISO 8601 with its zone, in any of the forms above. What is beyond the
 * millisecond is cut off. 31 February, 24:00 and a second 60 are refused. This is the one place where such texts are read.
 * @returns milliseconds since the epoch; null where the text is not such a time
 */
export function instantIn(text: string): number | null {
  const parts: Parts | undefined = INSTANT.exec(text.trim())?.groups;
  const day = parts === undefined ? null : dayOf(parts);
  if (parts === undefined || day === null) return null;
  const { hour, minute, second, fraction = '' } = parts;
  const clock = count(hour) * HOUR_MS + count(minute) * MINUTE_MS + count(second) * 1000;
  const at = day + clock + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetOf(parts);
  return at >= FIRST_MS && at <= LAST_MS ? at : null;
}

/** The form alone: a time that does not exist, or that names no zone, has it too. */
const IN_FORM = new RegExp(
  `^${DATE.source}(?:[T ](?<hour>\\d\\d)(?::?(?<minute>\\d\\d)(?::?(?<second>\\d\\d)(?:[.,]\\d+)?)?)? ?(?<zone>Z|[+\\-\u2212]\\d\\d(?::?\\d\\d)?)?)?$`,
  'i',
);

/** Why `instantIn` does not read the text, as the end of a sentence about it; null where it is not even in the form. */
export function whyNoInstant(text: string): string | null {
  const parts: Parts | undefined = IN_FORM.exec(text.trim())?.groups;
  if (parts === undefined) return null;
  const { hour, minute, second, zone } = parts;
  if (dayOf(parts) === null) return 'there is no such day';
  if (hour === undefined) return 'it has no time of day';
  if (count(hour) > 23) return 'an hour is from 00 to 23';
  if (count(minute) > 59) return 'a minute is from 00 to 59';
  if (count(second) > 59) return 'a second is from 00 to 59';
  if (zone === undefined) return 'it has no time zone';
  return instantIn(text) === null ? 'it is not a time of the years 0000 to 9999, in UTC' : null;
}

const count = (digits: string | undefined): number => Number(digits ?? 0);

/** How far the clocks of the zone are ahead of UTC, milliseconds. */
function offsetOf({ sign, zoneHour, zoneMinute }: Parts): number {
  const size = count(zoneHour) * HOUR_MS + count(zoneMinute) * MINUTE_MS;
  return sign === '+' ? size : -size;
}

/** The first millisecond, UTC, of the date; null where the calendar has no such day. */
function dayOf({ year = '', month, day, basicMonth, basicDay, ordinal, week, weekday }: Parts): number | null {
  if (ordinal !== undefined) {
    const at = Date.parse(`${year}-01-01`) + (count(ordinal) - 1) * DAY_MS;
    return isIn(year, at) ? at : null;
  }
  if (week === undefined) return dayIn(`${year}-${month ?? basicMonth}-${day ?? basicDay}`);
  // Week 1 has 4 January in it, and a week belongs to the year of its Thursday.
  const fourth = Date.parse(`${year}-01-04`);
  const monday = fourth - daysSinceMonday(fourth) * DAY_MS + (count(week) - 1) * 7 * DAY_MS;
  return isIn(year, monday + 3 * DAY_MS) ? monday + (count(weekday) - 1) * DAY_MS : null;
}

const isIn = (year: string, at: number): boolean => toIso(at).startsWith(`${year}-`);

/** 1 January 1970 was a Thursday. */
const daysSinceMonday = (at: number): number => (((Math.floor(at / DAY_MS) + 3) % 7) + 7) % 7;
