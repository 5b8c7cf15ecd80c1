// One subscription, and a buffer of the records that were not taken yet.
import type { Position } from '../port/event-store.js';
import type { DbClient, Running, ServerRecord } from './db-client.js';

/** The subscription ended without an error of the client: the server may close it silently. */
export class SubscriptionOver extends Error {}

export class Subscription {
  private readonly records: ServerRecord[] = [];
  private readonly running: Running;
  private failure: Error | undefined;
  private wake: () => void = () => {};

  /** @param most records in the buffer before the stream is paused */
  constructor(
    db: DbClient,
    after: Position | 'start',
    private readonly most: number,
  ) {
    this.running = db.subscribe(after, {
      record: (record) => {
        this.records.push(record);
        if (this.records.length >= this.most) this.running.pause();
        this.wake();
      },
      ended: (error) => {
        this.failure = error ?? new SubscriptionOver('it ended without an error');
        this.wake();
      },
    });
  }

  /**
   * Waits for records and returns them; none after `silenceMs`, or once `over` aborts.
   * @throws the error that ended the subscription, once all records before it were taken
   */
  async take(silenceMs: number, over: AbortSignal): Promise<readonly ServerRecord[]> {
    if (this.records.length === 0 && this.failure === undefined && !over.aborted) await this.woken(silenceMs, over);
    if (this.records.length === 0 && this.failure !== undefined) throw this.failure;
    return this.rest(0);
  }

  /** What is in the buffer now, up to the maximum less `taken`. */
  rest(taken: number): readonly ServerRecord[] {
    const records = this.records.splice(0, this.most - taken);
    if (this.records.length < this.most) this.running.resume();
    return records;
  }

  cancel(): void {
    this.running.cancel();
  }

  private woken(silenceMs: number, over: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        over.removeEventListener('abort', wake);
        this.wake = () => {};
        resolve();
      };
      const timer = setTimeout(wake, silenceMs);
      over.addEventListener('abort', wake);
      this.wake = wake;
    });
  }
}
