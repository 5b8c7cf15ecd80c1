// The log in a Postgres, which any number of processes may share. Appends of all processes take turns by a lock that each
// holds until its commit: so positions have no gaps, and rise in the order of the commits.
import type pg from 'pg';
import { DEFAULT_MAX_APPEND_BYTES, encodeAppend } from '../port/encoded-append.js';
import {
  EventStore,
  InvalidAppend,
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
import { Tail } from '../port/tail.js';
import { postgresAddress } from './address.js';
import { AppendQueue } from './append-queue.js';
import { EventReader, type StreamPage, type StreamPlace } from './event-reader.js';
import { serverBackoff, toStoreError, Unreachable } from './failures.js';
import { GroupCommit } from './group-commit.js';
import type { Outcome } from './group-state.js';
import { Listener } from './listener.js';
import { patienceOf, type Patience, type PostgresOptions } from './options.js';
import { assertCurrent, migrate } from './schema.js';
import { discard, openReaders, openUnhurried, openWriter } from './sessions.js';

/** Larger than other batches: nobody waits for a single batch of a read of the whole log by stream. */
const BY_STREAM_BATCH_SIZE = 1_000;
const PAST_ANY_POSITION = 2n ** 63n - 1n;
/** An index entry holds at most about 2,700 bytes. */
const MOST_NAME_BYTES = 2_000;

export class PostgresEventStore extends EventStore {
  override readonly commitsInOrderAsked = true;
  private readonly pool: pg.Pool;
  private readonly reader: EventReader;
  private readonly commit: GroupCommit;
  private readonly queue: AppendQueue;
  private readonly tail: Tail;
  private readonly listener: Listener;
  private readonly closing = new AbortController();
  private readonly reading = new Set<Promise<unknown>>();
  private closed: Promise<void> | undefined;

  private constructor(
    url: string,
    private readonly shown: string,
    private readonly options: PostgresOptions,
    private readonly patience: Patience,
  ) {
    super();
    this.pool = openReaders(url, patience);
    this.reader = new EventReader(this.pool);
    this.tail = new Tail({ head: () => this.reader.head(), everyMs: patience.lookEveryMs });
    this.commit = new GroupCommit(() => openWriter(url, patience));
    this.queue = new AppendQueue(this.commit, patience.appendPatienceMs, (outcomes) => this.announce(outcomes));
    this.listener = new Listener(url, patience, (position) => this.tail.grownTo(position));
  }

  /**
   * Opens the log in the database, and makes its tables if there are none, except with `readOnly`.
   * @param url postgres://user:password@host:port/database
   * @throws InvalidPostgresUrl; StoreUnavailable: it cannot be reached, a newer release wrote it, or the user has no right
   */
  static async open(url: string, options: PostgresOptions = {}): Promise<PostgresEventStore> {
    const address = postgresAddress(url);
    const patience = patienceOf(options);
    await persist(patience.readPatienceMs, async () => {
      const client = await openUnhurried(address.url, patience);
      await (options.readOnly ? assertCurrent(client) : migrate(client)).finally(() => discard(client));
    });
    return new PostgresEventStore(address.url, address.shown, options, patience);
  }

  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    this.assertOpen();
    if (this.options.readOnly) throw new StoreUnavailable(`${this.shown} is open for reading only`);
    const append = encodeAppend(stream, events, expected, this.options.maxAppendBytes ?? DEFAULT_MAX_APPEND_BYTES);
    for (const name of [stream, ...append.events.map(({ type }) => type)]) checkName(name);
    return this.queue.add(append);
  }

  override async *readStream(name: string, options: ReadStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    let from = checkedRevision(options.fromRevision);
    const size = checkedBatchSize();
    const stream = await this.read(() => (name.includes('\0') ? Promise.resolve(undefined) : this.reader.find(name)));
    if (!stream) return;
    const { key, lastRevision } = stream;
    while (from <= lastRevision) {
      const batch = await this.read(() => this.reader.ofStream(key, from, lastRevision, size));
      if (batch.length === 0) throw new StoreUnavailable(`stream ${name} ends before revision ${lastRevision}`);
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
      const from: StreamPlace | null = next;
      const page: StreamPage = await this.read(() => this.reader.byStream(from, share, upTo, BY_STREAM_BATCH_SIZE));
      if (page.events.length > 0) yield page.events;
      ({ next } = page);
    } while (next !== null);
  }

  /** Woken by the commits of any process, and by asking: a notification may be lost with its connection. */
  override async *follow({ after = 0n, batchSize, signal }: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    const size = checkedBatchSize(batchSize);
    const backoff = serverBackoff();
    let seen = after;
    let hasWorked = false;
    if (!signal.aborted) this.listener.begin();
    while (!signal.aborted) {
      try {
        const batch = await this.read(() => this.reader.after(seen, PAST_ANY_POSITION, size), signal);
        if (signal.aborted) return;
        hasWorked = true;
        backoff.reset();
        const last = batch.at(-1);
        if (last) {
          seen = last.position;
          yield batch;
        } else await this.tail.beyond(seen, signal);
      } catch (error) {
        if (signal.aborted) return;
        // It has worked before, so it goes on when the server is back.
        if (!hasWorked || !(error instanceof Unreachable)) throw error;
        await backoff.wait(undefined, AbortSignal.any([signal, this.closing.signal]));
      }
    }
  }

  override async head(): Promise<Position | null> {
    return this.read(() => this.reader.head());
  }

  /** Waits for the appends that were asked for before, and for reads under way, then disconnects. */
  override close(): Promise<void> {
    this.closed ??= this.finish();
    return this.closed;
  }

  private async finish(): Promise<void> {
    await this.queue.drained();
    this.closing.abort();
    this.tail.close();
    await Promise.allSettled(this.reading);
    await Promise.all([this.listener.close(), this.commit.close(), this.pool.end()]);
  }

  private announce(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) if (!(outcome instanceof Error)) this.tail.grownTo(outcome.lastPosition);
  }

  /** @param unwanted aborts when nobody waits for it any more */
  private async read<T>(work: () => Promise<T>, unwanted?: AbortSignal): Promise<T> {
    const read = persist(
      this.patience.readPatienceMs,
      () => {
        this.assertOpen();
        return work();
      },
      [this.closing.signal, ...(unwanted ? [unwanted] : [])],
    );
    this.reading.add(read);
    return read.finally(() => this.reading.delete(read));
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('the store is closed');
  }
}

/** Repeats what may pass. @throws StoreUnavailable; Unreachable if it still fails when its time is over */
async function persist<T>(patienceMs: number, work: () => Promise<T>, over: readonly AbortSignal[] = []): Promise<T> {
  const until = performance.now() + patienceMs;
  const backoff = serverBackoff();
  for (;;) {
    try {
      return await work();
    } catch (thrown) {
      const error = toStoreError(thrown);
      if (!(error instanceof Unreachable) || over.some(({ aborted }) => aborted) || performance.now() >= until)
        throw error;
    }
    await backoff.wait(until, AbortSignal.any([...over]));
  }
}

/** @throws InvalidAppend */
function checkName(name: string): void {
  if (name.includes('\0'))
    throw new InvalidAppend(`the name ${JSON.stringify(name)} holds NUL, which Postgres cannot store`);
  if (Buffer.byteLength(name) > MOST_NAME_BYTES)
    throw new InvalidAppend(`the name ${name.slice(0, 40)}... is longer than ${MOST_NAME_BYTES} bytes`);
}
