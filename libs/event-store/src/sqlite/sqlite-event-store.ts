// The embedded log: one SQLite file that any number of processes may share.
import type { Database } from 'better-sqlite3';
import { DEFAULT_MAX_APPEND_BYTES, encodeAppend } from '../port/encoded-append.js';
import {
  EventStore,
  StorageFull,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
  type FollowOptions,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadByStreamOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port/event-store.js';
import { checkedBatchSize, checkedLimit, checkedRevision } from '../port/read-options.js';
import { LoopYield } from '../port/loop-yield.js';
import { Tail } from '../port/tail.js';
import { AppendQueue } from './append-queue.js';
import { openConnection, removeUnopened } from './connection.js';
import { EventReader, type StreamPage, type StreamPlace } from './event-reader.js';
import { LOCK_PATIENCE_MS, whenNotBusy } from './failures.js';
import { hasRoom } from './room.js';
import { GroupCommit, type Outcome } from './group-commit.js';

export type SqliteOptions = {
  /** Reads and follows an existing log while another process writes it. */
  readonly readOnly?: boolean;
  /** Maximum bytes of one append; 1 MiB when left out. */
  readonly maxAppendBytes?: number;
  /** How long to wait for a lock of another process, milliseconds; 5,000 when left out. */
  readonly patienceMs?: number;
  /** How often a follower polls for appends of other processes, milliseconds; 100 when left out. */
  readonly lookEveryMs?: number;
  readonly now?: () => number;
};

const LOOK_EVERY_MS = 100;
/** Larger than other batches: nobody waits for a single batch of a read of the whole log by stream. */
const BY_STREAM_BATCH_SIZE = 2_000;
const PAST_ANY_POSITION = BigInt(Number.MAX_SAFE_INTEGER);

export class SqliteEventStore extends EventStore {
  override readonly commitsInOrderAsked = true;
  private readonly reader: EventReader;
  private readonly queue: AppendQueue | undefined;
  private readonly tail: Tail;
  private readonly loop = new LoopYield();
  private closed: Promise<void> | undefined;
  /** Whether the last append found no room. */
  private isFull = false;

  private constructor(
    private readonly db: Database,
    private readonly options: SqliteOptions,
  ) {
    super();
    this.reader = new EventReader(db);
    this.tail = new Tail({ head: () => this.reader.head(), everyMs: options.lookEveryMs ?? LOOK_EVERY_MS });
    if (options.readOnly) return;
    const commit = new GroupCommit(db, options.now ?? Date.now);
    this.queue = new AppendQueue(commit, this.patienceMs, (outcomes) => this.announce(outcomes));
  }

  /**
   * Opens the log at `path`, and creates it if there is none, except with `readOnly`. The folder must exist.
   * @throws StoreUnavailable the file is not a log of Rapport, is of a newer release, is locked or cannot be opened
   */
  static async open(path: string, options: SqliteOptions = {}): Promise<SqliteEventStore> {
    const readOnly = options.readOnly ?? false;
    return whenNotBusy(
      () => {
        const db = openConnection(path, { readOnly });
        try {
          return new SqliteEventStore(db, options);
        } catch (error) {
          db.close();
          throw error;
        }
      },
      options.patienceMs ?? LOCK_PATIENCE_MS,
      path,
    );
  }

  /**
   * Deletes the log at `path` with all its events. A later `open` makes a new one.
   * @throws StoreUnavailable another process has it open, or it is not a log of Rapport
   */
  static async remove(path: string, { patienceMs = LOCK_PATIENCE_MS }: SqliteOptions = {}): Promise<void> {
    await whenNotBusy(() => removeUnopened(path), patienceMs, path);
  }

  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    this.assertOpen();
    if (!this.queue) throw new StoreUnavailable(`${this.db.name} is open for reading only`);
    const append = encodeAppend(stream, events, expected, this.options.maxAppendBytes ?? DEFAULT_MAX_APPEND_BYTES);
    try {
      const appended = await this.queue.add(append);
      this.isFull = false;
      return appended;
    } catch (error) {
      if (error instanceof StorageFull) this.isFull = true;
      throw error;
    }
  }

  override async hasRoom(): Promise<boolean> {
    if (this.isFull) this.isFull = !hasRoom(this.db);
    return !this.isFull;
  }

  override async *readStream(name: string, options: ReadStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    let from = checkedRevision(options.fromRevision);
    const size = checkedBatchSize();
    const stream = await this.read(() => this.reader.find(name));
    if (!stream) return;
    const { key, lastRevision } = stream;
    while (from <= lastRevision) {
      const batch = await this.read(() => this.reader.ofStream(key, from, lastRevision, size));
      from += batch.length;
      yield batch;
    }
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const { after, backwards = false } = options;
    const size = checkedBatchSize(options.batchSize);
    let left = checkedLimit(options);
    const end = (await this.head()) ?? 0n;
    let seen = after ?? (backwards ? end + 1n : 0n);
    while (left > 0) {
      const most = Math.min(size, left);
      const batch = await this.read(() =>
        backwards ? this.reader.before(seen, most) : this.reader.after(seen, end, most),
      );
      const last = batch.at(-1);
      if (!last) return;
      seen = last.position;
      left -= batch.length;
      yield batch;
      if (batch.length < most) return;
    }
  }

  override async *readByStream(options: ReadByStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const { share = { index: 0, of: 1 }, upTo = (await this.head()) ?? 0n } = options;
    let next: StreamPlace | null = null;
    do {
      const page: StreamPage = await this.read(() => this.reader.byStream(next, share, upTo, BY_STREAM_BATCH_SIZE));
      if (page.events.length > 0) yield page.events;
      ({ next } = page);
    } while (next !== null);
  }

  override async *follow({ after = 0n, batchSize, signal }: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    const size = checkedBatchSize(batchSize);
    let seen = after;
    while (!signal.aborted) {
      const batch = await this.read(() => this.reader.after(seen, PAST_ANY_POSITION, size));
      if (signal.aborted) return;
      const last = batch.at(-1);
      if (!last) {
        await this.tail.beyond(seen, signal);
        continue;
      }
      seen = last.position;
      yield batch;
    }
  }

  override async head(): Promise<Position | null> {
    return this.read(() => this.reader.head());
  }

  /**
   * Limits the size of the file; null removes the limit. An append that does not fit gets StorageFull; reads still work.
   * The limit holds for this process only and is not stored in the file.
   */
  setQuota(bytes: number | null): void {
    this.assertOpen();
    const pageSize = this.db.pragma('page_size', { simple: true }) as number;
    this.db.pragma(`max_page_count = ${bytes === null ? 0xfffffffe : Math.max(1, Math.ceil(bytes / pageSize))}`);
  }

  /** Waits for the appends that were asked for before, then closes the file. */
  override close(): Promise<void> {
    this.closed ??= this.finish();
    return this.closed;
  }

  private async finish(): Promise<void> {
    await this.queue?.drained();
    this.tail.close();
    this.db.close();
  }

  private announce(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) if (!(outcome instanceof Error)) this.tail.grownTo(outcome.lastPosition);
  }

  private async read<T>(work: () => T): Promise<T> {
    await this.loop.yield();
    return whenNotBusy(
      () => {
        this.assertOpen();
        return work();
      },
      this.patienceMs,
      this.db.name,
    );
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreUnavailable(`${this.db.name} is closed`);
  }

  private get patienceMs(): number {
    return this.options.patienceMs ?? LOCK_PATIENCE_MS;
  }
}
