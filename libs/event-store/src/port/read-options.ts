// The defaults and bounds that the reads of all adapters share.
import type { ReadAllOptions } from './event-store.js';

/** Large enough to hide the cost of a batch, small enough not to block the event loop noticeably. */
export const DEFAULT_BATCH_SIZE = 500;

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
