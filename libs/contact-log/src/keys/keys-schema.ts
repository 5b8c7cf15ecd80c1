// The tables of the keys in Postgres, in a schema of their own. A released migration never changes: append one.
import type pg from 'pg';

/** The key of the advisory lock of a migration. 'RPKY' in ASCII. */
const LOCK = 0x52504b59;

const MIGRATIONS: readonly string[] = [
  `
  create table rapport_keys.keys (
    id      text collate "C" primary key,
    key     bytea,
    made_at text not null
  );

  create table rapport_keys.state (
    only_row   boolean primary key default true check (only_row),
    lineage    text,
    wrapping   bytea,
    wrapped_at text,
    changes    bigint not null default 0
  );
  insert into rapport_keys.state default values;
  `,
];

/** Brings the tables up to this release; any number of processes at once. Current ones need no right for it. */
export async function migrateKeys(client: pg.ClientBase, isReadOnly: boolean): Promise<void> {
  if ((await versionIn(client)) === MIGRATIONS.length) return;
  if (isReadOnly) throw new Error('there are no keys of this release: start a server once');
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await client.query('create schema if not exists rapport_keys');
  await client.query('create table if not exists rapport_keys.versions (version integer primary key)');
  const version = await versionIn(client); // again, now that the lock keeps others from migrating it
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    await client.query(migration);
    await client.query('insert into rapport_keys.versions (version) values ($1)', [index + 1]);
  }
  await client.query('commit');
}

async function versionIn(client: pg.ClientBase): Promise<number> {
  const there = await client.query<{ is_there: boolean }>(
    "select to_regclass('rapport_keys.versions') is not null as is_there",
  );
  if (there.rows[0]?.is_there !== true) return 0;
  const { rows } = await client.query<{ version: number }>(
    'select coalesce(max(version), 0) as version from rapport_keys.versions',
  );
  const version = rows[0]?.version ?? 0;
  if (version > MIGRATIONS.length) throw new Error('a newer release wrote these keys');
  return version;
}
