// What SQLite's result codes mean to a caller of the store.
import { setTimeout } from 'node:timers/promises';
import { OutcomeUnknown, StorageFull, StoreUnavailable } from '../port/event-store.js';

/** How long a lock of another process is waited for, in every SQLite file of a deployment. */
export const LOCK_PATIENCE_MS = 5_000;

/** SQLite itself waits this long for a lock; it holds up the event loop meanwhile, so beyond it we wait ourselves. */
export const LOCK_WAIT_MS = 20;
export const RETRY_MS = 5;

/** Another process holds the lock. Nothing was done; it may be tried again. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error) ?? '');

/** The file holds something else, or its beginning is damaged. */
export const isNoDatabase = (error: unknown): boolean => codeOf(error) === 'SQLITE_NOTADB';

/** @param committing whether COMMIT itself failed: the disk may hold it although it was not reported */
export function toStoreError(error: unknown, { committing = false } = {}): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === 'SQLITE_FULL') return new StorageFull('no room is left for the log', { cause: error });
  const said = `SQLite says ${code}: ${(error as Error).message}`;
  if (committing) return new OutcomeUnknown(said, { cause: error });
  return new StoreUnavailable(said, { cause: error });
}

/** @throws StoreUnavailable the lock was not free within `patienceMs` */
export async function whenNotBusy<T>(work: () => T, patienceMs: number): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= until) throw toStoreError(error);
    }
    await setTimeout(RETRY_MS);
  }
}

// Not by instanceof: where a module is loaded twice, as by test runners, there are two classes of one name.
function codeOf(error: unknown): string | undefined {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}
