// What SQLite's result codes mean to a caller of the store.
import { setTimeout } from 'node:timers/promises';
import { OutcomeUnknown, StorageFull, StoreUnavailable } from '../port/event-store.js';

/** How long to wait for a lock of another process, in every SQLite file of a deployment. */
export const LOCK_PATIENCE_MS = 5_000;

/** SQLite waits this long for a lock and blocks the event loop meanwhile; after that we wait asynchronously. */
export const LOCK_WAIT_MS = 20;
export const RETRY_MS = 5;

/** Another process holds the lock. Nothing was done; the caller may retry. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '');

/** The file is not an SQLite database, or its header is damaged. */
export const isNoDatabase = (error: unknown): boolean => codeOf(error) === 'SQLITE_NOTADB';

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;
const RESTORE = '. The file is damaged: put it back from a backup.';

type FailureOptions = {
  /** Whether COMMIT itself failed: the data may be on disk although the error says otherwise. */
  readonly committing?: boolean;
  /** Of which file; left out: the caller says it. */
  readonly file?: string;
};

export function toStoreError(error: unknown, { committing = false, file }: FailureOptions = {}): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === 'SQLITE_FULL') return new StorageFull('no room is left on the disk', { cause: error });
  const said = `${file === undefined ? '' : `${file}: `}SQLite says ${code}: ${(error as Error).message}${DAMAGED.test(code) ? RESTORE : ''}`;
  if (committing) return new OutcomeUnknown(said, { cause: error });
  return new StoreUnavailable(said, { cause: error });
}

/** @throws StoreUnavailable the lock was not free within `patienceMs` */
export async function whenNotBusy<T>(work: () => T, patienceMs: number, file?: string): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw toStoreError(error, file === undefined ? {} : { file });
    }
    await setTimeout(RETRY_MS);
  }
}

/**
 * The same for work that cannot wait asynchronously, such as the opening of a file: this blocks the thread. SQLite itself
 * waits for most locks, but not for those of a process that changes the journal mode or closes the file as the last one.
 * @throws what `work` throws, once the lock was not free within `patienceMs`
 */
export function onceNotBusy<T>(work: () => T, patienceMs = LOCK_PATIENCE_MS): T {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
  }
}

// Not instanceof: a test runner may load the module twice, and there are then two classes with one name.
function codeOf(error: unknown): string | undefined {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}
