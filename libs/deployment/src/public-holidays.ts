import type Holidays from 'date-holidays';
import { DAY_MS, HOUR_MS, dayIn, toIso } from '#relationship';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** What is known of earlier years is not to be relied on. */
const FIRST_YEAR = 1970;

/** Whether a day, named as in `2026-12-25`, is one of these. */
export type Days = { has(day: string): boolean };

/**
 * The public holidays of a country or a region of it. Days of which a part is a holiday are none. The library is loaded
 * only where somebody asks: it takes 35 MB of memory.
 * @param code ISO 3166 code of a country, and after dashes those of its region: DE, DE-BY, US-LA-NO
 * @throws ConfigurationInvalid where the country or region is not known
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

/** @param known names by their code; undefined where there are none */
function refuseUnknown(code: string, part: string, known: Readonly<Record<string, string>> | undefined): void {
  const codes = Object.keys(known ?? {});
  if (codes.includes(part)) return;
  const choice = codes.length === 0 ? 'there are no regions in it' : `known are ${codes.join(', ')}`;
  throw new ConfigurationInvalid(`CALENDAR holidays: "${part}" in "${code}" is not known; ${choice}`);
}

/** Works the holidays of a year out when they are first asked for. */
class KeptByYear implements Days {
  private readonly byYear = new Map<number, ReadonlySet<string>>();

  constructor(private readonly holidays: Holidays) {}

  has(day: string): boolean {
    const year = Number(day.slice(0, 4));
    // A holiday of several days may begin in the year before.
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
