import { setImmediate } from 'node:timers/promises';
import type { Pause } from '#event-store';

type Waiter = { readonly at: number; readonly order: number; readonly wake: () => void };

/** Everybody waits for somebody else, and nothing will ever happen again. */
export class NothingGoesOn extends Error {}

/** Time that passes only when nobody has anything to do. Whoever waits is woken in the order of time, then of asking. */
export class VirtualTime {
  private waiting: Waiter[] = [];
  private asked = 0;

  /** @param present milliseconds since the epoch */
  constructor(private present: number) {}

  readonly now = (): number => this.present;

  readonly pause: Pause = (ms, signal) =>
    new Promise((resolve) => {
      this.asked += 1;
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.waiting = this.waiting.filter((each) => each !== waiter);
        resolve();
      };
      const waiter = { at: this.present + Math.max(0, Math.round(ms)), order: this.asked, wake };
      if (signal?.aborted) return resolve();
      signal?.addEventListener('abort', wake);
      this.waiting.push(waiter);
    });

  until(at: number, signal?: AbortSignal): Promise<void> {
    return this.pause(at - this.present, signal);
  }

  /** Lets time pass until the work is done. @throws NothingGoesOn, and what the work throws */
  async pass<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const end = () => void (isOver = true);
    work.then(end, end);
    for (;;) {
      await this.quiet();
      if (isOver) return work;
      const next = this.next();
      if (next === null)
        throw new NothingGoesOn(`everybody waits for somebody else at ${new Date(this.present).toISOString()}`);
      this.present = Math.max(this.present, next.at);
      next.wake();
    }
  }

  private next(): Waiter | null {
    let first: Waiter | null = null;
    for (const each of this.waiting)
      if (first === null || each.at < first.at || (each.at === first.at && each.order < first.order)) first = each;
    return first;
  }

  /** Resolves when everybody waits for time to pass. */
  private async quiet(): Promise<void> {
    for (let before = -1; before !== this.asked;) {
      before = this.asked;
      await setImmediate();
      await setImmediate();
    }
  }
}
