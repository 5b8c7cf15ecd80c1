import { StorageFull } from '#event-store';
import { UsageError } from '../../terminal/usage-error.js';

/** The views exist but cannot be copied; the message gives the reason. */
export class CopyFailed extends Error {}

const NO_ROOM: ReadonlySet<unknown> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

/** Turns an error of SQLite into one for the caller; any other error is returned unchanged. @param out as the caller gave it */
export function copyFailure(error: unknown, out: string): unknown {
  if (!isOfSqlite(error)) return error;
  if (NO_ROOM.has(error.code)) return noRoom(out, error);
  return new CopyFailed(`the views cannot be copied to ${out}: ${error.message}`, { cause: error });
}

/** Tested by code: the class, and the Error it extends, belong to the realm that loaded the library first. */
const isOfSqlite = (error: unknown): error is Error & { readonly code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_');

/** Turns an error of the file system into a UsageError, or into StorageFull if the disk is full. */
export function placeFailure(error: unknown, place: string): Error {
  const { code, message } = error as NodeJS.ErrnoException;
  if (NO_ROOM.has(code)) return noRoom(place, error);
  return new UsageError(`${place} cannot be written: ${message}`, { cause: error });
}

const noRoom = (place: string, cause: unknown): StorageFull =>
  new StorageFull(`no room is left for ${place}: ${(cause as Error).message}`, { cause });
