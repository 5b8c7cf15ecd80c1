// Where followers wait for the log to grow.
import { StoreUnavailable, type Position } from './event-store.js';

type Waiter = { readonly after: Position; readonly wake: () => void };

/** How to poll a log that other processes also write, and how often. */
export type Lookout = {
  readonly head: () => Position | null | Promise<Position | null>;
  readonly everyMs: number;
};

export class Tail {
  private readonly waiters = new Set<Waiter>();
  private newest: Position = 0n;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  private closed = false;

  constructor(private readonly lookout?: Lookout) {}

  /** Call it after each commit of this process: followers then need not wait for the next poll. */
  grownTo(position: Position): void {
    if (position > this.newest) this.newest = position;
    this.wake((waiter) => waiter.after < this.newest);
  }

  /**
   * Resolves when there may be an event after `after`, or when the signal aborts.
   * @throws StoreUnavailable the store was closed: a follower ends by its signal or with an error, never silently
   */
  async beyond(after: Position, signal: AbortSignal): Promise<void> {
    if (!this.closed && !signal.aborted && this.newest <= after) await this.woken(after, signal);
    if (this.closed && !signal.aborted) throw new StoreUnavailable('the store was closed while being followed');
  }

  close(): void {
    this.closed = true;
    this.wake(() => true);
  }

  private woken(after: Position, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.waiters.delete(waiter);
        if (this.waiters.size === 0) this.stopLooking();
        resolve();
      };
      const waiter = { after, wake };
      this.waiters.add(waiter);
      signal.addEventListener('abort', wake);
      this.startLooking();
    });
  }

  private wake(which: (waiter: Waiter) => boolean): void {
    for (const waiter of [...this.waiters].filter(which)) waiter.wake();
  }

  private startLooking(): void {
    const { lookout } = this;
    if (lookout) this.timer ??= setInterval(() => this.look(lookout), lookout.everyMs);
  }

  private stopLooking(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private look({ head }: Lookout): void {
    if (this.isLooking) return; // a server may take longer to answer than the interval
    const failed = () => this.wake(() => true); // each follower then reads the log itself and reports the error
    try {
      const found = head();
      if (!(found instanceof Promise)) return this.grownTo(found ?? 0n);
      this.isLooking = true;
      void found.then((position) => this.grownTo(position ?? 0n), failed).finally(() => (this.isLooking = false));
    } catch {
      failed();
    }
  }
}
