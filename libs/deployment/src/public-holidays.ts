import type Holidays from 'date-holidays';
import { DAY_MS, HOUR_MS, dayIn, toIso } from '#relationship';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';

/** Data of earlier years is not reliable. */
const FIRST_YEAR = 1970;

/** A set of days; a day is text such as `2026-12-25`. */
export type Days = { has(day: string): boolean };

/**
 * The public holidays of a country or region. Half holidays do not count. The library takes 35 MB of memory, so it is loaded
 * only here.
 * @param code ISO 3166 code of a country, and its regions after dashes: DE, DE-BY, US-LA-NO
 * @throws ConfigurationInvalid if the country or region is not known
 */
export async function publicHolidays(code: string): Promise<Days> {
  const { default: Known } = await import('date-holidays');
  const known = new Known();
  const [country = '', state, region] = code.split('-');
  refuseUnknown(code, country, known.getCountries());
  if (state !== undefined) refuseUnknown(code, state, known.getStates(country));
  if (state !== undefined && region !== undefined) refuseUnknown(code, region, known.getRegions(country, state));
  if (code.split('-').length > 3)
    throw new ConfigurationInvalid(`CALENDAR holidays: "${code}" has more than three parts`);
  return new KeptByYear(new Known({ country, state, region }, { types: ['public'] }));
}

/** @param known names by code; undefined if there are none */
function refuseUnknown(code: string, part: string, known: Readonly<Record<string, string>> | undefined): void {
  const codes = Object.keys(known ?? {});
  if (codes.includes(part)) return;
  const choice = codes.length === 0 ? 'there are no regions in it' : `known are ${codes.join(', ')}`;
  throw new ConfigurationInvalid(`CALENDAR holidays: "${part}" in "${code}" is not known; ${choice}`);
}

/** Computes the holidays of a year on first use. */
class KeptByYear implements Days {
  private readonly byYear = new Map<number, ReadonlySet<string>>();

  constructor(private readonly holidays: Holidays) {}

  has(day: string): boolean {
    const year = Number(day.slice(0, 4));
    // A holiday of several days may start in the year before.
    return this.in(year).has(day) || this.in(year - 1).has(day);
  }

  private in(year: number): ReadonlySet<string> {
    let days = this.byYear.get(year);
    if (days === undefined) {
      days = new Set(year < FIRST_YEAR ? [] : this.holidays.getHolidays(year).flatMap(wholeDaysOf));
      this.byYear.set(year, days);
    }
    return days;
  }
}

/** A day on which the clocks go forward has 23 hours. */
const SHORTEST_DAY_MS = 23 * HOUR_MS;

function wholeDaysOf({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const [, day = '', time] = /^(\S+) (\S+)/.exec(date) ?? [];
  const first = time === '00:00:00' ? dayIn(day) : null;
  if (first === null) return [];
  const days = Math.floor((end.getTime() - start.getTime() + DAY_MS - SHORTEST_DAY_MS) / DAY_MS);
  return Array.from({ length: days }, (_, ahead) => toIso(first + ahead * DAY_MS).slice(0, 10));
}
