import Database from 'better-sqlite3';
import { StorageFull } from '#event-store';

/**
 * A database in a temporary file that no folder shows: the system takes its room back when it is closed or the process
 * ends, however it ends. Memory holds 16 MB of it, and as much again while it sorts. Never committed, never synced.
 */
export function temporaryDatabase(schema: string): Database.Database {
  const db = new Database('');
  db.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA temp_store = FILE;
    PRAGMA cache_size = -16000;
    ${schema};
    BEGIN`);
  return db;
}

const NO_ROOM = /^SQLITE_(FULL|IOERR|CANTOPEN)/;

/** The same error, or where the disk is what failed, a sentence about it. */
export function inWordsOfDisk(error: unknown): unknown {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  if (!NO_ROOM.test(code ?? '')) return error;
  return new StorageFull(
    `the contacts of a source wait in temporary files, about 1 KB for each contact, and they cannot be written (${message}): TMPDIR names a folder with room`,
    { cause: error },
  );
}
