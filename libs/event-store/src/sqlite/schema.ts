// The file format of the log. A released schema never changes: append a migration.
import type { Database } from 'better-sqlite3';
import { StoreUnavailable } from '../port/event-store.js';

/** 'RPRT': marks the file as a log of Rapport, for us and for the `file` command. */
export const APPLICATION_ID = 0x52505254;

// Events refer to their stream by a small key and store their id as 16 bytes. At 10^7 events the file is a fifth smaller
// than with text, and the two indexes fit into memory far longer.
// A position is never reused: it is the greatest so far plus one, and no event is ever deleted.
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE streams (
    key  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE events (
    position    INTEGER PRIMARY KEY,
    stream      INTEGER NOT NULL REFERENCES streams (key),
    revision    INTEGER NOT NULL,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    type        TEXT NOT NULL,
    data        TEXT NOT NULL,
    metadata    TEXT NOT NULL,
    appended_at INTEGER NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;

  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
  BEGIN SELECT raise(ABORT, 'an event is never changed'); END;

  CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
  BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** @throws StoreUnavailable the file is not a log of Rapport, or a newer release wrote it */
export function assertOurs(db: Database): void {
  // In one transaction: between two reads another process may make an empty file a log.
  const look = db.transaction(() => ({
    version: db.pragma('user_version', { simple: true }) as number,
    owner: db.pragma('application_id', { simple: true }),
    isNew: isEmpty(db),
  }));
  const { version, owner, isNew } = look();
  if (owner !== APPLICATION_ID && !(owner === 0 && isNew)) {
    throw new StoreUnavailable(`${db.name} is a database, but not an event log`);
  }
  if (version > SCHEMA_VERSION) {
    throw new StoreUnavailable(
      `${db.name} was written by a newer release: its schema is ${version}, this one reads up to ${SCHEMA_VERSION}`,
    );
  }
}

/** @throws StoreUnavailable the file is empty, or has an older schema that must be migrated first */
export function assertCurrent(db: Database): void {
  assertOurs(db);
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version === SCHEMA_VERSION) return;
  if (version === 0) throw new StoreUnavailable(`${db.name} is empty: it holds no log`);
  throw new StoreUnavailable(`${db.name} has schema ${version}; open it for writing once to bring it up to date`);
}

/** Migrates the file to the current schema. Several processes may do so at the same time. */
export function migrate(db: Database): void {
  const work = db.transaction(() => {
    assertOurs(db); // again, now that the lock keeps others from migrating it
    const version = db.pragma('user_version', { simple: true }) as number;
    for (const migration of MIGRATIONS.slice(version)) db.exec(migration);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA_VERSION}`);
  });
  if (db.pragma('user_version', { simple: true }) !== SCHEMA_VERSION) work.immediate();
}

const isEmpty = (db: Database): boolean => db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
