import { randomUUID } from 'node:crypto';
import { judge, type ExpectedRevision } from './expected-revision.js';
import { RecentIds } from './recent-ids.js';
import { DELETED_STREAM, metastreamOf, recordSize, type LogRecord, type ProposedEvent } from './records.js';
import { withTruncateBefore } from './stream-metadata.js';
import { Streams } from './streams.js';

export type AppendOutcome =
  | { readonly is: 'written'; readonly lastRevision: bigint; readonly position: bigint | undefined }
  | { readonly is: 'wrongRevision'; readonly actual: bigint }
  | { readonly is: 'deleted' };

export type DeleteOutcome = Exclude<AppendOutcome, { is: 'written' }> | { readonly is: 'done'; position: bigint };

const system = (type: string, data: Uint8Array): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data,
  metadata: new Uint8Array(),
});

/**
 * The log of the stand-in, shared by all nodes of its cluster. Every change is one synchronous step, so appends are
 * atomic and take their turn; a file, where given, is written before the step ends.
 */
export class Database {
  readonly records: LogRecord[] = [];
  readonly streams = new Streams();
  readonly recentIds = new RecentIds();
  private readonly listeners = new Set<() => void>();
  private end = 0n;

  constructor(
    readonly now: () => number = Date.now,
    private readonly persist: (records: readonly LogRecord[]) => void = () => {},
  ) {}

  /** Takes records written by an earlier process, in log order. */
  load(records: Iterable<LogRecord>): void {
    for (const record of records) this.take(record);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly ProposedEvent[]): AppendOutcome {
    const ids = events.map(({ id }) => id);
    const verdict = judge(this.streams, this.recentIds, stream, expected, ids);
    if (verdict.is === 'wrongRevision' || verdict.is === 'deleted') return verdict;
    if (verdict.is === 'repeat') {
      const shown = verdict.lastRevision >= this.streams.firstVisible(stream, this.now());
      const position = shown ? this.streams.at(stream, verdict.lastRevision)?.position : undefined;
      return { is: 'written', lastRevision: verdict.lastRevision, position };
    }
    const written = this.commit([
      ...events.map((event, index) => [stream, verdict.firstRevision + BigInt(index), event] as const),
      ...(verdict.undelete ? [this.truncation(stream, verdict.firstRevision)] : []),
    ]);
    const last = written[events.length - 1];
    for (const { id, revision, position } of written.slice(0, events.length))
      this.recentIds.remember(id, { stream, revision, position });
    return { is: 'written', lastRevision: last?.revision ?? verdict.firstRevision - 1n, position: last?.position };
  }

  /** Soft: events before the next one are hidden, and the stream can begin again. */
  delete(stream: string, expected: ExpectedRevision): DeleteOutcome {
    return this.remove(stream, expected, () => this.truncation(stream, DELETED_STREAM));
  }

  /** For good: no event can be written to this stream again. */
  tombstone(stream: string, expected: ExpectedRevision): DeleteOutcome {
    return this.remove(stream, expected, () => [
      stream,
      DELETED_STREAM,
      { ...system('$streamDeleted', new Uint8Array()), contentType: 'application/octet-stream' },
    ]);
  }

  /** The index of the first record at or after a position. */
  indexOf(position: bigint): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.records[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private remove(
    stream: string,
    expected: ExpectedRevision,
    record: () => readonly [string, bigint, ProposedEvent],
  ): DeleteOutcome {
    const verdict = judge(this.streams, this.recentIds, stream, expected, [randomUUID()]);
    if (verdict.is === 'wrongRevision' || verdict.is === 'deleted') return verdict;
    const last = this.streams.lastRevision(stream);
    if (last < 0n) return { is: 'wrongRevision', actual: last };
    const [written] = this.commit([record()]);
    return { is: 'done', position: written?.position ?? this.end };
  }

  private truncation(stream: string, truncateBefore: bigint): readonly [string, bigint, ProposedEvent] {
    const metastream = metastreamOf(stream);
    const present = this.streams.all(metastream).at(-1)?.data;
    const data = withTruncateBefore(present, truncateBefore);
    return [metastream, this.streams.lastRevision(metastream) + 1n, system('$metadata', data)];
  }

  private commit(entries: readonly (readonly [string, bigint, ProposedEvent])[]): LogRecord[] {
    const created = this.now();
    let position = this.end;
    const records = entries.map(([stream, revision, event]) => {
      const record = { ...event, stream, revision, position, created };
      position += recordSize(stream, event);
      return record;
    });
    this.persist(records);
    for (const record of records) this.take(record);
    for (const listener of this.listeners) listener();
    return records;
  }

  private take(record: LogRecord): void {
    this.records.push(record);
    this.streams.add(record);
    this.end = record.position + recordSize(record.stream, record);
  }
}
