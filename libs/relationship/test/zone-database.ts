// What the zone database says, asked through Intl alone. A local time is written as if it were UTC, in milliseconds.

const HOUR_MS = 3_600_000;
/** Further than any zone is from UTC. */
const FAR_MS = 36 * HOUR_MS;

export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { ...numeric, second: 'numeric', hourCycle: 'h23', timeZone: zone });
    formats.set(zone, format);
  }
  return format;
}

/** What the clocks of the zone show. */
export function localAt(at: number, zone: string): number {
  const shown = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second, ((at % 1000) + 1000) % 1000);
}

const offsetAt = (at: number, zone: string): number => localAt(at, zone) - at;

/** The first instant at which clocks show a local time. For a skipped time, the offset before the skip applies. */
export function instantOf(local: number, zone: string): number {
  const [before, after] = [offsetAt(local - FAR_MS, zone), offsetAt(local + FAR_MS, zone)];
  const shown = [before, after].map((offset) => local - offset).filter((at) => localAt(at, zone) === local);
  return shown.length > 0 ? Math.min(...shown) : local - before;
}

/** No zone changes its clocks twice in so short a time. */
const STEP_MS = 14 * 24 * HOUR_MS;

/** The instants at which the clocks of the zone are changed, found to the millisecond. */
export function changesOf(zone: string, from: number, until: number): number[] {
  const changes: number[] = [];
  let offset = offsetAt(from, zone);
  for (let at = from; at < until; at += STEP_MS) {
    const next = offsetAt(at + STEP_MS, zone);
    if (next !== offset) changes.push(changeWithin(at, zone, offset));
    offset = next;
  }
  return changes;
}

/** The first instant after `at` with another offset. */
function changeWithin(at: number, zone: string, offset: number): number {
  let [low, high] = [at, at + STEP_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** The day that the clocks show, as `2026-12-25`. */
export const dateAt = (at: number, zone: string): string => dateOf(localAt(at, zone));

export const dateOf = (local: number): string => new Date(local).toISOString().slice(0, 10);
