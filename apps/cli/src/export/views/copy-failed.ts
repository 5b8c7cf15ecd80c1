import { StorageFull } from '#event-store';
import { UsageError } from '../../terminal/usage-error.js';

/** The views are there and cannot be copied; the message says why. */
export class CopyFailed extends Error {}

const NO_ROOM: ReadonlySet<unknown> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

/** What a failure of SQLite while it copied is to the caller; any other stays as it is. @param out as it was given */
export function copyFailure(error: unknown, out: string): unknown {
  if (!isOfSqlite(error)) return error;
  if (NO_ROOM.has(error.code)) return noRoom(out, error);
  return new CopyFailed(`the views cannot be copied to ${out}: ${error.message}`, { cause: error });
}

/** By its code: the class, and even the Error it extends, belong to whoever loaded the library first in a process. */
const isOfSqlite = (error: unknown): error is Error & { readonly code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_');

/** What a failure of the file system is where something is to be made or named: the caller's to put right, save for room. */
export function placeFailure(error: unknown, place: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (NO_ROOM.has(code)) return noRoom(place, error);
  return new UsageError(`${place} cannot be written: ${message}`, { cause: error });
}

const noRoom = (place: string, cause: unknown): StorageFull =>
  new StorageFull(`no room is left for ${place}: ${(cause as Error).message}`, { cause });
