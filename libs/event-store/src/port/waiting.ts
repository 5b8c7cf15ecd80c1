import { setTimeout } from 'node:timers/promises';

/** Waits so many milliseconds, or until the signal aborts. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export const pause: Pause = (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined);

/** Waits until all promises have settled. @returns their results @throws the first failure in their order */
export async function allDone<T>(begun: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(begun);
  return Promise.all(begun);
}

/** How long to wait before a retry: longer each time, with jitter, so that processes do not retry in step. */
export class Backoff {
  private failures = 0;

  /**
   * @param firstMs the longest wait after the first failure; it doubles with every further failure, up to `longestMs`
   * @param pausing another time than that of the machine, in a simulation
   */
  constructor(
    private readonly firstMs: number,
    private readonly longestMs: number,
    private readonly pausing: Pause = pause,
  ) {}

  /** Milliseconds until the next attempt: half of the longest wait, plus a random part of the other half. */
  nextMs(): number {
    const most = Math.min(this.longestMs, this.firstMs * 2 ** this.failures);
    this.failures += 1;
    return most / 2 + (Math.random() * most) / 2;
  }

  /** Call it after a success. */
  reset(): void {
    this.failures = 0;
  }

  /** Waits, at most until `until` (in the time of performance.now) or until the signal aborts. */
  wait(until = Infinity, signal?: AbortSignal): Promise<void> {
    return this.pausing(Math.max(0, Math.min(this.nextMs(), until - performance.now())), signal);
  }
}
