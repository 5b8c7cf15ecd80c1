// How a connection to the log is opened so that what it acknowledges is on disk.
import Database from 'better-sqlite3';
import { rmSync, statSync } from 'node:fs';
import { StoreUnavailable } from '../port/event-store.js';
import { isNoDatabase, LOCK_WAIT_MS } from './failures.js';
import { assertCurrent, assertOurs, migrate } from './schema.js';

/** In older versions, a checkpoint at the same time as a WAL reset by a writer may corrupt the file. */
const OLDEST_SQLITE = [3, 51, 3] as const;

/** 16 MB of WAL. A checkpoint writes each changed page once, so fewer checkpoints write far less; each delays a commit. */
const CHECKPOINT_PAGES = 4000;

/** @throws StoreUnavailable, or SqliteError where the file cannot be opened */
export function openConnection(path: string, { readOnly }: { readonly readOnly: boolean }): Database.Database {
  // SQLite can open a folder, but then fails with unclear errors.
  if (isFolder(path)) throw new StoreUnavailable(`${path} is a folder; the log must be a file`);
  const db = new Database(path, { readonly: readOnly, fileMustExist: readOnly, timeout: LOCK_WAIT_MS });
  try {
    assertLibrary(db);
    if (readOnly) prepareForReading(db);
    else prepareForAppends(db);
    return db;
  } catch (error) {
    db.close();
    if (isNoDatabase(error))
      throw new StoreUnavailable(
        `${path} is not an SQLite database, so it is not an event log: it is damaged, or another file. Put the log back from a backup.`,
        { cause: error },
      );
    throw error;
  }
}

/** Deletes the file. @throws SqliteError another connection has it open; StoreUnavailable it is not a log */
export function removeUnopened(path: string): void {
  const db = openConnection(path, { readOnly: false });
  try {
    // SQLite leaves WAL mode only if no other connection is open.
    set(db, 'journal_mode', 'delete', 'delete');
  } finally {
    db.close();
  }
  rmSync(path);
}

/** False for a path that cannot be examined: SQLite then reports what is wrong. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * A read stream by stream is random access to the file: with mmap it is four times as fast. A log is never truncated, so
 * mapped pages stay valid.
 */
function prepareForReading(db: Database.Database): void {
  assertCurrent(db);
  db.pragma('mmap_size = 2147418112');
  db.pragma('cache_size = -65536');
}

function prepareForAppends(db: Database.Database): void {
  assertOurs(db); // before any change to the file
  set(db, 'journal_mode', 'wal', 'wal');
  // An existing WAL file opens with NORMAL, and a power failure could then lose acknowledged appends.
  set(db, 'synchronous', 'FULL', 2);
  set(db, 'fullfsync', 'ON', 1); // macOS: a plain fsync stops at the drive's cache
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  db.pragma('foreign_keys = OFF'); // only group-commit.ts writes, and it inserts the stream first
  migrate(db);
}

/** Checks the result, because SQLite silently ignores a setting that it does not accept. */
function set(db: Database.Database, pragma: string, value: string, expected: string | number): void {
  db.pragma(`${pragma} = ${value}`);
  const actual = db.pragma(pragma, { simple: true });
  if (actual !== expected) throw new StoreUnavailable(`${db.name}: ${pragma} is ${String(actual)} and not ${value}`);
}

function assertLibrary(db: Database.Database): void {
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
  if (isOlder(version)) {
    throw new StoreUnavailable(`SQLite ${version} may corrupt a log; ${OLDEST_SQLITE.join('.')} or later is needed`);
  }
}

/** @param version as SQLite writes it, such as 3.51.3 */
export function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const differing = OLDEST_SQLITE.findIndex((wanted, i) => parts[i] !== wanted);
  return differing >= 0 && !((parts[differing] ?? 0) > (OLDEST_SQLITE[differing] ?? 0));
}
