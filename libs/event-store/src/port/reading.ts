// What the reads of all adapters have in common: defaults, bounds, and giving way between batches.
import { setImmediate } from 'node:timers/promises';
import type { ReadAllOptions } from './event-store.js';

/** Large enough that the cost of a batch vanishes, small enough not to be felt by those who wait for the loop. */
export const DEFAULT_BATCH_SIZE = 500;

const MOST_MS_WITHOUT_OTHERS = 4;

/** @throws RangeError */
export function checkedBatchSize(batchSize: number = DEFAULT_BATCH_SIZE): number {
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1)) throw new RangeError(`batch size ${batchSize} is below 1`);
  return batchSize;
}

/** @throws RangeError */
export function checkedLimit({ limit = Infinity }: ReadAllOptions): number {
  if (limit !== Infinity && !(Number.isSafeInteger(limit) && limit >= 0)) {
    throw new RangeError(`limit ${limit} is not a count`);
  }
  return limit;
}

/** @throws RangeError */
export function checkedRevision(fromRevision = 0): number {
  if (!(Number.isSafeInteger(fromRevision) && fromRevision >= 0)) {
    throw new RangeError(`${fromRevision} is not a revision`);
  }
  return fromRevision;
}

/**
 * Reads that are at hand would follow one another in microtasks alone, and whoever reads the whole log, or many
 * streams in a row, would let neither a request nor a commit through until his end.
 */
export class Turns {
  private lastGiven = 0;

  /** Lets others run where they have not for some milliseconds; else goes on at once. */
  async give(): Promise<void> {
    if (performance.now() - this.lastGiven < MOST_MS_WITHOUT_OTHERS) return;
    await setImmediate();
    this.lastGiven = performance.now();
  }
}
