import { DateTime } from 'luxon';
import { DAY_MS } from '#relationship';
import { listAt, MappingInvalid, only, orElse, someAt, textAt, within } from './mapping-invalid.js';

/** Numbers since 1 January 1970, beside the formats that luxon reads (`d/M/yyyy HH:mm`). */
export const COUNTED: Readonly<Record<string, number>> = { 'unix-seconds': 1000, 'unix-milliseconds': 1 };

export type TimeForm = {
  /** Tried in this order: `ISO`, `unix-seconds`, `unix-milliseconds`, or tokens such as `d/M/yyyy HH:mm`. */
  readonly formats: readonly string[];
  /** Where a text names no zone. */
  readonly zone: string;
  /** Texts that say that there is no time, such as `N/A`. */
  readonly unknown: readonly string[];
};

/** @throws MappingInvalid */
export function timesAt(raw: unknown, path: string): TimeForm {
  const json = only(raw ?? {}, ['formats', 'zone', 'unknown'], path);
  const times = {
    formats: orElse<readonly string[]>(
      json.formats,
      within(path, 'formats'),
      (value, at) => someAt(value, at, textAt),
      ['ISO'],
    ),
    zone: orElse(json.zone, within(path, 'zone'), textAt, 'UTC'),
    unknown: orElse<readonly string[]>(
      json.unknown,
      within(path, 'unknown'),
      (value, at) => listAt(value, at, textAt),
      [],
    ),
  };
  checkTimes(times, path);
  return times;
}

function checkTimes({ formats, zone }: TimeForm, path: string): void {
  if (!DateTime.local({ zone }).isValid) throw new MappingInvalid(`${path}.zone`, `is not a time zone: ${zone}`);
  const sample = DateTime.utc(2021, 11, 23, 14, 35, 46);
  for (const [index, format] of formats.entries()) {
    if (format === 'ISO' || format in COUNTED) continue;
    const again = DateTime.fromFormat(sample.toFormat(format, { locale: 'en' }), format, { locale: 'en', zone: 'UTC' });
    // What does not give the day back reads none.
    if (!(Math.abs(again.toMillis() - sample.toMillis()) < DAY_MS))
      throw new MappingInvalid(`${path}.formats[${index}]`, `is not a format of dates: ${format}`);
  }
}
