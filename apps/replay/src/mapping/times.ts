import { DateTime } from 'luxon';
import { MappingInvalid } from './mapping-invalid.js';

/** Numbers since 1 January 1970, beside the formats that luxon reads (`d/M/yyyy HH:mm`). */
const COUNTED: Readonly<Record<string, number>> = { 'unix-seconds': 1000, 'unix-milliseconds': 1 };

export type TimeForm = {
  /** Tried in this order: `ISO`, `unix-seconds`, `unix-milliseconds`, or tokens such as `d/M/yyyy HH:mm`. */
  readonly formats: readonly string[];
  /** Where a text names no zone. */
  readonly zone: string;
};

/** @throws MappingInvalid */
export function checkTimes({ formats, zone }: TimeForm, path: string): void {
  if (formats.length === 0) throw new MappingInvalid(`${path}.formats`, 'must name at least one format');
  if (!DateTime.local({ zone }).isValid) throw new MappingInvalid(`${path}.zone`, `is not a time zone: ${zone}`);
  const sample = DateTime.utc(2021, 11, 23, 14, 35, 46);
  for (const [index, format] of formats.entries()) {
    if (format === 'ISO' || format in COUNTED) continue;
    const again = DateTime.fromFormat(sample.toFormat(format, { locale: 'en' }), format, { locale: 'en', zone: 'UTC' });
    // What does not give the day back reads none.
    if (!(Math.abs(again.toMillis() - sample.toMillis()) < 86_400_000))
      throw new MappingInvalid(`${path}.formats[${index}]`, `is not a format of dates: ${format}`);
  }
}

/** Reads times, remembering what it has read: tables repeat them. */
export class Clock {
  private readonly read = new Map<string, number | null>();

  constructor(private readonly form: TimeForm) {}

  /** Milliseconds since the epoch; null where the text is no time in any of the formats. */
  at(text: string): number | null {
    const known = this.read.get(text);
    if (known !== undefined) return known;
    const at = this.parse(text.trim());
    this.read.set(text, at);
    return at;
  }

  private parse(text: string): number | null {
    if (text === '') return null;
    for (const format of this.form.formats) {
      const factor = COUNTED[format];
      if (factor !== undefined) {
        if (/^-?\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * factor);
        continue;
      }
      const options = { zone: this.form.zone, locale: 'en' };
      const time = format === 'ISO' ? DateTime.fromISO(text, options) : DateTime.fromFormat(text, format, options);
      if (time.isValid) return time.toMillis();
    }
    return null;
  }
}
