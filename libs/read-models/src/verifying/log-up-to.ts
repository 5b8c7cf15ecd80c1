import {
  EventStore,
  StoreUnavailable,
  type Appended,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from '#event-store';

/** A log as it was when its head was at a position. It can only be read. */
export class LogUpTo extends EventStore {
  override readonly commitsInOrderAsked = true;

  constructor(
    private readonly store: EventStore,
    private readonly last: Position,
  ) {
    super();
  }

  override append(): Promise<Appended> {
    return Promise.reject(new StoreUnavailable('the log is open for reading only'));
  }

  override async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    for await (const batch of this.store.readStream(stream, options)) {
      const seen = batch.filter(({ position }) => position <= this.last);
      if (seen.length > 0) yield seen;
      if (seen.length < batch.length) return;
    }
  }

  /** Forwards only: nothing reads the past of a log backwards. */
  override async *readAll(options: ReadAllOptions = {}): AsyncIterable<readonly StoredEvent[]> {
    if ((options.after ?? 0n) >= this.last) return;
    for await (const batch of this.store.readAll(options)) {
      const seen = batch.filter(({ position }) => position <= this.last);
      if (seen.length > 0) yield seen;
      if (seen.length < batch.length || batch.at(-1)?.position === this.last) return;
    }
  }

  override follow(): AsyncIterable<readonly StoredEvent[]> {
    throw new StoreUnavailable('a log as it was cannot be followed');
  }

  override async head(): Promise<Position | null> {
    return this.last === 0n ? null : this.last;
  }

  override async close(): Promise<void> {}
}
