// The tables of the log, in a schema of their own. A released migration never changes: append one.
import type pg from 'pg';
import { StoreUnavailable } from '../port/event-store.js';

/** The key of the advisory lock that each append and each migration holds until its commit. 'RPRT' in ASCII. */
export const LOG_LOCK = 0x52505254;
/** The channel on which each commit tells the last position. */
export const APPENDED = 'rapport_log_appended';

// Texts are compared by their bytes: an update of the server's collations then damages no index. Data is text and not
// jsonb, which changes what it stores. A position is the greatest so far plus one, given under the lock of the log, so
// positions have no gaps, and whoever sees one sees all below it.
const MIGRATIONS: readonly string[] = [
  `
  create table rapport_log.streams (
    key  integer primary key,
    name text collate "C" not null unique
  );

  create table rapport_log.events (
    position    bigint primary key check (position > 0),
    stream      integer not null,
    revision    integer not null check (revision >= 0),
    id          uuid not null unique,
    type        text collate "C" not null,
    data        text collate "C" not null,
    metadata    text collate "C" not null,
    appended_at bigint not null,
    unique (stream, revision)
  );

  create function rapport_log.refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'an event is never changed or deleted';
    end
  $$;

  create trigger events_stay before update or delete or truncate on rapport_log.events
    for each statement execute function rapport_log.refuse();
  create trigger streams_stay before update or delete or truncate on rapport_log.streams
    for each statement execute function rapport_log.refuse();
  `,
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** @returns 0 where there is no log @throws StoreUnavailable a newer release wrote it, or the database is not in UTF-8 */
export async function versionIn(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ encoding: string; is_there: boolean }>(
    "select current_setting('server_encoding') as encoding, to_regclass('rapport_log.versions') is not null as is_there",
  );
  const [{ encoding, is_there: isThere } = { encoding: '', is_there: false }] = rows;
  if (encoding !== 'UTF8')
    throw new StoreUnavailable(`the database of the log must be in UTF8, but it is in ${encoding}: make another one`);
  if (!isThere) return 0;
  const versions = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from rapport_log.versions',
  );
  const version = versions.rows[0]?.version ?? 0;
  if (version > SCHEMA_VERSION)
    throw new StoreUnavailable(
      `a newer release wrote this log: its schema is ${version}, this one reads up to ${SCHEMA_VERSION}`,
    );
  return version;
}

/** @throws StoreUnavailable there is no log, or it must be migrated first */
export async function assertCurrent(client: pg.ClientBase): Promise<void> {
  const version = await versionIn(client);
  if (version === 0) throw new StoreUnavailable('the database holds no log of Rapport');
  if (version < SCHEMA_VERSION)
    throw new StoreUnavailable(`the log has schema ${version}; start a server once to bring it up to date`);
}

/** Brings the tables up to this release. Any number of processes may do so at once. A current log needs no right for it. */
export async function migrate(client: pg.ClientBase): Promise<void> {
  if ((await versionIn(client)) === SCHEMA_VERSION) return;
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOG_LOCK]);
    await client.query('create schema if not exists rapport_log');
    await client.query(
      'create table if not exists rapport_log.versions (version integer primary key, migrated_at timestamptz not null default now())',
    );
    const version = await versionIn(client); // again, now that the lock keeps others from migrating it
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await client.query(migration);
      await client.query('insert into rapport_log.versions (version) values ($1)', [index + 1]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
