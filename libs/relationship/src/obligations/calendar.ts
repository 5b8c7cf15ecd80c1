import { DAY_MS } from '../facts/instant.js';

/** What obligations need to know of time beside the facts. */
export type Calendar = {
  /** Days that are no working days beside Saturday and Sunday, as `2026-12-25` in the relationship's own zone. */
  readonly holidays: ReadonlySet<string>;
  /** Days between contacts that are owed in a segment where nothing was promised to the customer. Left out: none are. */
  readonly cadenceBySegment?: ReadonlyMap<string, number>;
};
export const NO_HOLIDAYS: Calendar = { holidays: new Set() };

type Wall = { year: number; month: number; day: number; hour: number; minute: number; second: number; ms: number };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { ...numeric, second: 'numeric', hourCycle: 'h23', timeZone });
    formats.set(timeZone, format);
  }
  return format;
}

/** What the clock on the wall shows in the zone. */
function wallOf(at: number, timeZone: string): Wall {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = part;
  return { year, month, day, hour, minute, second, ms: ((at % 1000) + 1000) % 1000 };
}

/** The instant at which the wall shows this; of a time the clocks skip, the instant after the skip. */
function instantOf({ year, month, day, hour, minute, second, ms }: Wall, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  const offsetAt = (at: number) => {
    const wall = wallOf(at, timeZone);
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.ms) - at;
  };
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}

/** The same time of day so many days later on the calendar of the zone, whatever the clocks do in between. */
export function addDays(at: number, days: number, timeZone: string): number {
  if (timeZone === 'UTC') return at + days * DAY_MS;
  const wall = wallOf(at, timeZone);
  const midnight = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + days));
  return instantOf(
    { ...wall, year: midnight.getUTCFullYear(), month: midnight.getUTCMonth() + 1, day: midnight.getUTCDate() },
    timeZone,
  );
}

/** The same time of day so many working days later. */
export function addWorkingDays(
  at: number,
  days: number,
  timeZone: string,
  { holidays }: Pick<Calendar, 'holidays'>,
): number {
  let [result, left] = [at, days];
  for (let ahead = 1; left > 0; ahead += 1) {
    result = addDays(at, ahead, timeZone);
    if (isWorkingDay(result, timeZone, holidays)) left -= 1;
  }
  return result;
}

function isWorkingDay(at: number, timeZone: string, holidays: ReadonlySet<string>): boolean {
  const { year, month, day } = wallOf(at, timeZone);
  const date = new Date(Date.UTC(year, month - 1, day));
  const weekday = date.getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(date.toISOString().slice(0, 10));
}
