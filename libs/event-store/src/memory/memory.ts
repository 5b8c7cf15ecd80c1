// The log in an array: for tests, and as the model the other adapters are compared with.
import { admit, type StreamView } from '../port/admission.js';
import {
  DEFAULT_MAX_APPEND_BYTES,
  encodeAppend,
  type EncodedAppend,
  type EncodedEvent,
} from '../port/encoded-append.js';
import {
  EventStore,
  StoreUnavailable,
  type Appended,
  type ExpectedRevision,
  type FollowOptions,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '../port/event-store.js';
import { checkedBatchSize, checkedLimit, checkedRevision } from '../port/read-options.js';
import { LoopYield } from '../port/loop-yield.js';
import { eventOfText } from '../port/stored-text.js';
import { Tail } from '../port/tail.js';

/** Kept as text, so that nobody can change the log by changing an object that they appended or read. */
type Kept = EncodedEvent & { stream: string; revision: number; position: Position; appendedAt: number };

export type MemoryOptions = {
  readonly now?: () => number;
  /** Maximum bytes of one append; 1 MiB when left out. */
  readonly maxAppendBytes?: number;
};

export class MemoryEventStore extends EventStore {
  override readonly commitsInOrderAsked = true;
  private readonly log: Kept[] = [];
  private readonly streams = new Map<string, Kept[]>();
  private readonly byId = new Map<string, Kept>();
  private readonly tail = new Tail();
  private readonly loop = new LoopYield();
  private closed = false;

  constructor(private readonly options: MemoryOptions = {}) {
    super();
  }

  override async append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> {
    this.assertOpen();
    const append = encodeAppend(stream, events, expected, this.options.maxAppendBytes ?? DEFAULT_MAX_APPEND_BYTES);
    // No await from here to the write: otherwise two concurrent appends could both pass the check.
    const admitted = admit(append, this.viewOf(stream));
    return admitted === 'write' ? this.write(append) : admitted;
  }

  override async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const from = checkedRevision(options.fromRevision);
    yield* this.batches((this.streams.get(stream) ?? []).slice(from), checkedBatchSize());
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    const { after, backwards = false } = options;
    const wanted = backwards
      ? this.log.slice(0, after === undefined ? undefined : indexAfter(after - 1n)).reverse()
      : this.log.slice(indexAfter(after ?? 0n));
    yield* this.batches(wanted.slice(0, checkedLimit(options)), checkedBatchSize(options.batchSize));
  }

  override async *follow({ after = 0n, batchSize, signal }: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    const size = checkedBatchSize(batchSize);
    let seen = after;
    while (!signal.aborted) {
      await this.loop.yield();
      if (signal.aborted) return;
      this.assertOpen();
      const from = indexAfter(seen);
      const batch = this.log.slice(from, from + size).map(eventOfText);
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
    this.assertOpen();
    return this.log.at(-1)?.position ?? null;
  }

  override async close(): Promise<void> {
    this.closed = true;
    this.tail.close();
  }

  private viewOf(stream: string): StreamView {
    return {
      lastRevision: (this.streams.get(stream)?.length ?? 0) - 1,
      placeOf: (id) => {
        const kept = this.byId.get(id);
        return kept && { ...kept, inStream: kept.stream === stream };
      },
    };
  }

  private write({ stream, events }: EncodedAppend): Appended {
    const appendedAt = (this.options.now ?? Date.now)();
    const revisions = this.streams.get(stream) ?? [];
    this.streams.set(stream, revisions);
    for (const event of events) {
      const position = BigInt(this.log.length + 1);
      const kept: Kept = { ...event, stream, revision: revisions.length, position, appendedAt };
      revisions.push(kept);
      this.log.push(kept);
      this.byId.set(kept.id, kept);
    }
    const lastPosition = BigInt(this.log.length);
    this.tail.grownTo(lastPosition);
    return { lastRevision: revisions.length - 1, lastPosition };
  }

  private async *batches(wanted: readonly Kept[], size: number): AsyncIterable<readonly StoredEvent[]> {
    for (let from = 0; from < wanted.length; from += size) {
      await this.loop.yield();
      this.assertOpen();
      yield wanted.slice(from, from + size).map(eventOfText);
    }
    this.assertOpen();
  }

  private assertOpen(): void {
    if (this.closed) throw new StoreUnavailable('the store is closed');
  }
}

/** Positions count from 1, so the event after position p is at index p. */
const indexAfter = (position: Position): number => Math.max(0, Number(position));
