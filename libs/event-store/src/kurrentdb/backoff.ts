// How long to wait before trying again: longer each time, and never in step with others.
import { setTimeout } from 'node:timers/promises';

const FIRST_MS = 25;
const LONGEST_MS = 2_000;

export class Backoff {
  private failures = 0;

  /** Milliseconds until the next attempt: half of it fixed, half by chance, doubling from 25 ms to 2 s. */
  nextMs(): number {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    return most / 2 + (Math.random() * most) / 2;
  }

  /** It worked. */
  reset(): void {
    this.failures = 0;
  }

  /** Waits, at most until the moment (of performance.now) or until the signal aborts. */
  async wait(until: number, signal?: AbortSignal): Promise<void> {
    const ms = Math.max(0, Math.min(this.nextMs(), until - performance.now()));
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
  }
}
