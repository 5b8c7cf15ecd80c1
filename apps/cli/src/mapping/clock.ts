import { DateTime } from 'luxon';
import { EARLIEST_MS, instantIn } from '#relationship';
import { COUNTED, type TimeForm } from './times.js';

/** Beyond it everything is forgotten: tables repeat times that stand close together. */
const MOST_REMEMBERED = 10_000;
/** No time is longer, and of what is none a cell can hold a great deal. */
const LONGEST_REMEMBERED = 64;

/**
 * What luxon reads as ISO 8601 but nobody else here takes for an instant: 24:00, offsets of a day or more; and times without a
 * day, which would mean the day of whoever reads the table.
 */
const HAS_DAY_AND_HOUR = /^[+-]?\d{4}[^T]*(T([01]\d|2[0-3])[^+\-[]*([+-]([01]\d|2[0-3])(:?[0-5]\d)?)?(\[.*)?)?$/i;

/** Reads times, remembering what it has lately read. */
export class Clock {
  private readonly read = new Map<string, number | null>();

  constructor(private readonly form: TimeForm) {}

  /** Whether the text says that there is no time: it is empty, or named as unknown. */
  isUnknown(text: string): boolean {
    return text === '' || this.form.unknown.includes(text);
  }

  /** Milliseconds since the epoch; null where the text is no time in any of the formats. */
  at(text: string): number | null {
    const known = this.read.get(text);
    if (known !== undefined) return known;
    const at = this.parse(text.trim());
    if (text.length > LONGEST_REMEMBERED) return at;
    if (this.read.size >= MOST_REMEMBERED) this.read.clear();
    this.read.set(text, at);
    return at;
  }

  private parse(text: string): number | null {
    if (this.isUnknown(text)) return null;
    for (const format of this.form.formats) {
      const factor = COUNTED[format];
      if (factor !== undefined) {
        const at = /^-?\d+(\.\d+)?$/.test(text) ? Math.round(Number(text) * factor) : NaN;
        // No date can be further away, this way or that.
        if (Math.abs(at) <= -EARLIEST_MS) return at;
        continue;
      }
      const withZone = format === 'ISO' ? instantIn(text) : null;
      if (withZone !== null) return withZone;
      if (format === 'ISO' && !HAS_DAY_AND_HOUR.test(text)) continue;
      const options = { zone: this.form.zone, locale: 'en' };
      const time = format === 'ISO' ? DateTime.fromISO(text, options) : DateTime.fromFormat(text, format, options);
      if (time.isValid) return time.toMillis();
    }
    return null;
  }
}
