import { randomUUID } from 'node:crypto';
import { judge, type ExpectedRevision } from './expected-revision.js';
import { RecentIds } from './recent-ids.js';
import {
  DELETED_STREAM,
  isMetastream,
  metastreamOf,
  recordSize,
  type LogRecord,
  type ProposedEvent,
} from './records.js';
import { deletedMetadata, withTruncateBefore } from './stream-metadata.js';
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
    this.recentIds.forget();
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
    const deleted = this.deletedStreamBehind(stream);
    const shownFrom = deleted === null ? 0n : this.streams.lastRevision(deleted) + 1n;
    const written = this.commit(
      events.map((event, index) => [stream, verdict.firstRevision + BigInt(index), event] as const),
    );
    if (deleted !== null) this.beginAgain(deleted, shownFrom);
    const last = written.at(-1);
    return { is: 'written', lastRevision: last?.revision ?? verdict.firstRevision - 1n, position: last?.position };
  }

  /** Soft: the events there are get hidden, and the stream can begin again after them. */
  delete(stream: string, expected: ExpectedRevision): DeleteOutcome {
    const metastream = metastreamOf(stream);
    const described = this.streams.lastRevision(metastream);
    if (this.streams.lastRevision(stream) < 0n && described < 0n && !this.streams.isTombstoned(stream))
      return { is: 'wrongRevision', actual: -1n };
    return this.remove(stream, expected, [metastream, described + 1n, system('$metadata', deletedMetadata())]);
  }

  /** For good: no event can be written to this stream again. It need not exist. */
  tombstone(stream: string, expected: ExpectedRevision): DeleteOutcome {
    const tombstone = { ...system('$streamDeleted', new Uint8Array()), contentType: 'application/octet-stream' };
    return this.remove(stream, expected, [stream, DELETED_STREAM, tombstone]);
  }

  /** Takes what another log has beyond this one. */
  copyFrom(source: Database): void {
    const missing = source.records.slice(this.records.length);
    for (const record of missing) this.take(record);
    if (missing.length > 0) this.tellListeners();
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
    record: readonly [string, bigint, ProposedEvent],
  ): DeleteOutcome {
    const verdict = judge(this.streams, this.recentIds, stream, expected, [record[2].id]);
    if (verdict.is === 'wrongRevision' || verdict.is === 'deleted') return verdict;
    const [written] = this.commit([record]);
    return { is: 'done', position: written?.position ?? this.end };
  }

  /** The soft-deleted stream that begins again by an append: this one, or the one it describes. */
  private deletedStreamBehind(stream: string): string | null {
    const described = isMetastream(stream) ? stream.slice(2) : stream;
    return this.streams.state(described) === 'softDeleted' ? described : null;
  }

  /** A record of its own, after those that caused it: between the two the stream still counts as deleted. */
  private beginAgain(stream: string, shownFrom: bigint): void {
    const metastream = metastreamOf(stream);
    const present = this.streams.all(metastream).at(-1)?.data;
    const metadata = system('$metadata', withTruncateBefore(present, shownFrom));
    this.commit([[metastream, this.streams.lastRevision(metastream) + 1n, metadata]]);
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
    this.tellListeners();
    return records;
  }

  private tellListeners(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private take(record: LogRecord): void {
    this.records.push(record);
    this.streams.add(record);
    this.recentIds.remember(record.id, record);
    this.end = record.position + recordSize(record.stream, record);
  }
}
