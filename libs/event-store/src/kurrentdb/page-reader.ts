// One read, repeated until it is answered or the time is over. Pages are read as a whole, so a slow consumer blocks nothing.
import { StoreUnavailable, type Position } from '../port/event-store.js';
import type { DbClient, RecordListener, Running, ServerRecord } from './db-client.js';
import { AccessRefused, failureOf, isUnanswered, NoAnswer, unavailable, type Asked } from './failures.js';
import type { LeaderSearch } from './leader-search.js';
import { type Patience, serverBackoff } from './options.js';
import type { Slots } from './slots.js';

export type Page = {
  readonly records: readonly ServerRecord[];
  /** Whether this is the end of the log or of the stream. */
  readonly isLast: boolean;
  /** Whether the stream does not exist, or was deleted so that it may begin again. */
  readonly isMissing: boolean;
};

export type StreamRequest = {
  readonly stream: string;
  readonly from: number | 'end';
  readonly most: number;
  readonly backwards?: boolean;
};

/** Servers differ in whether the record at `from` is included. */
export type AllRequest = {
  readonly from: Position | 'start' | 'end';
  readonly most: number;
  readonly backwards?: boolean;
};

type Start = (listener: RecordListener) => Running;

export class PageReader {
  constructor(
    private readonly db: DbClient,
    private readonly slots: Slots,
    private readonly patience: Patience,
    private readonly closing: AbortSignal,
    private readonly search: LeaderSearch,
  ) {}

  /** @returns an empty page if the stream does not exist @throws StreamDeleted, StoreUnavailable */
  ofStream({ stream, from, most, backwards = false }: StreamRequest): Promise<Page> {
    const revision = from === 'end' ? from : BigInt(from);
    return this.page(most, { stream }, (listener) =>
      this.db.readStream(stream, revision, { backwards, most }, listener),
    );
  }

  /** The last metadata of the stream; null if it has none, or this user may not read it. @throws StreamDeleted, StoreUnavailable */
  async metadataOf(stream: string): Promise<unknown> {
    try {
      const { records } = await this.page(1, { stream }, (listener) => this.db.readMetadata(stream, listener));
      return records[0]?.data ?? null;
    } catch (error) {
      if (error instanceof AccessRefused) return null;
      throw error;
    }
  }

  /** @throws PositionUnknown, StoreUnavailable */
  ofAll({ from, most, backwards = false }: AllRequest): Promise<Page> {
    return this.page(most, typeof from === 'bigint' ? { from } : {}, (listener) =>
      this.db.readAll(from, { backwards, most }, listener),
    );
  }

  private async page(most: number, what: Asked, start: Start): Promise<Page> {
    const asked = what.stream === undefined ? 'the log' : `stream ${what.stream}`;
    const until = performance.now() + this.patience.readPatienceMs;
    const backoff = serverBackoff();
    for (;;) {
      this.assertOpen();
      try {
        const records = await this.attempt(start);
        return { records, isLast: records.length < most, isMissing: false };
      } catch (thrown) {
        this.assertOpen();
        if (isUnanswered(thrown)) this.search.begin();
        const failure = failureOf(thrown, what);
        if (failure.is === 'NOT_FOUND') return { records: [], isLast: true, isMissing: true };
        if (failure.is === 'REFUSED') throw refusal(failure.error, asked);
        if (performance.now() >= until) throw unavailable(`${asked} could not be read`, failure.error);
      }
      await backoff.wait(until, this.closing);
    }
  }

  private async attempt(start: Start): Promise<ServerRecord[]> {
    if (!(await this.slots.take(this.patience.readAttemptMs))) throw new Error('too many reads are under way');
    try {
      return await collect(start, this.patience.readAttemptMs, this.closing);
    } finally {
      this.slots.giveBack();
    }
  }

  private assertOpen(): void {
    if (this.closing.aborted) throw new StoreUnavailable('the store is closed');
  }
}

/** @param silenceMs the most time from one event to the next; the client has no time-out for reads */
function collect(start: Start, silenceMs: number, closing: AbortSignal): Promise<ServerRecord[]> {
  return new Promise((resolve, reject) => {
    const records: ServerRecord[] = [];
    const finish = (error?: Error): void => {
      clearTimeout(timer);
      closing.removeEventListener('abort', closed);
      if (error === undefined) return resolve(records);
      running.cancel();
      reject(error);
    };
    const closed = (): void => finish(new StoreUnavailable('the store is closed'));
    const timer = setTimeout(() => finish(new NoAnswer(`no answer for ${silenceMs} ms`)), silenceMs);
    closing.addEventListener('abort', closed);
    const running = start({
      record(record) {
        records.push(record);
        timer.refresh();
      },
      ended: finish,
    });
    if (closing.aborted) closed();
  });
}

const refusal = (error: Error, asked: string): Error =>
  error instanceof StoreUnavailable ? error : unavailable(`${asked} cannot be read from there`, error);
