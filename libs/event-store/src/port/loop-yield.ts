import { setImmediate } from 'node:timers/promises';

const MOST_MS_WITHOUT_YIELD = 4;

/**
 * Yields to the event loop between batches. Reads that need no I/O resolve in microtasks. Without a yield, a reader of the
 * whole log, or of many streams one after another, would block all requests and commits until its end.
 */
export class LoopYield {
  private lastYieldAt = 0;

  /** Yields where the last yield is some milliseconds ago, else returns at once. */
  async yield(): Promise<void> {
    if (performance.now() - this.lastYieldAt < MOST_MS_WITHOUT_YIELD) return;
    await setImmediate();
    this.lastYieldAt = performance.now();
  }
}
