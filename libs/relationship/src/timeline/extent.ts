import { declares } from '../contacts/catalog.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { isTimeless } from '../contacts/timeless.js';
import type { Clocks } from './clocks.js';

/** How far the contacts of a relationship reach. -Infinity and 0n while there are none. Times are milliseconds since the epoch. */
export class Extent {
  /** When the latest took place, without those that count at every time. */
  latestAt = -Infinity;
  /** When the latest took place, markers left out. */
  latestFactAt = -Infinity;
  latestRecordedAt = -Infinity;
  /** Of those on record. */
  lastPosition = 0n;

  add({ type, at, recordedAt, position }: RecordedContact): void {
    if (!isTimeless(type)) this.latestAt = Math.max(this.latestAt, at);
    if (!declares(type, 'marker')) this.latestFactAt = Math.max(this.latestFactAt, at);
    this.latestRecordedAt = Math.max(this.latestRecordedAt, recordedAt);
    if (position !== null && position > this.lastPosition) this.lastPosition = position;
  }

  /** Whether all of them count by these clocks. */
  isWithin({ asOf, knownAt }: Clocks): boolean {
    return this.latestAt <= asOf && this.latestRecordedAt <= knownAt;
  }
}
