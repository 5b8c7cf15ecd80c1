import { DELETED_STREAM, isMetastream, metastreamOf, type LogRecord } from './records.js';
import { parseStreamMetadata, type StreamMetadata } from './stream-metadata.js';

export type StreamState = 'none' | 'live' | 'softDeleted' | 'tombstoned';

/** The log by stream: which revisions there are, and which of them its metadata still shows. */
export class Streams {
  private readonly events = new Map<string, LogRecord[]>();
  private readonly tombstoned = new Set<string>();

  add(record: LogRecord): void {
    if (record.revision === DELETED_STREAM) {
      this.tombstoned.add(record.stream);
      return;
    }
    const events = this.events.get(record.stream);
    if (events) events.push(record);
    else this.events.set(record.stream, [record]);
  }

  /** Of the last event written, whether still shown or not; -1 where there is none. */
  lastRevision(stream: string): bigint {
    return BigInt(this.events.get(stream)?.length ?? 0) - 1n;
  }

  state(stream: string): StreamState {
    if (this.isTombstoned(stream)) return 'tombstoned';
    if (this.metadata(stream).softDeleted) return 'softDeleted';
    return this.lastRevision(stream) < 0n ? 'none' : 'live';
  }

  /** A metadata stream goes with the stream it describes. */
  isTombstoned(stream: string): boolean {
    return this.tombstoned.has(isMetastream(stream) ? stream.slice(2) : stream);
  }

  at(stream: string, revision: bigint): LogRecord | undefined {
    return this.events.get(stream)?.[Number(revision)];
  }

  /** Revisions are places in this list. */
  all(stream: string): readonly LogRecord[] {
    return this.events.get(stream) ?? [];
  }

  metadata(stream: string): StreamMetadata {
    if (isMetastream(stream)) return { maxCount: 1n, softDeleted: false };
    return parseStreamMetadata(this.events.get(metastreamOf(stream))?.at(-1)?.data);
  }

  /** The lowest revision that reads and subscriptions of this stream show. */
  firstVisible(stream: string, now: number): bigint {
    const { maxCount, maxAgeMs, truncateBefore } = this.metadata(stream);
    let first = truncateBefore ?? 0n;
    const last = this.lastRevision(stream);
    if (maxCount !== undefined && last - maxCount + 1n > first) first = last - maxCount + 1n;
    if (maxAgeMs === undefined) return first;
    const events = this.all(stream);
    while (first <= last && (events[Number(first)]?.created ?? now) < now - maxAgeMs) first += 1n;
    return first;
  }
}
