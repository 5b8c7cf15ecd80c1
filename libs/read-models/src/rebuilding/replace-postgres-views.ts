import { sql, type Transaction } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from '../database/database.js';
import { CHECKPOINT_MOVED } from '../database/postgres-migrations.js';

/** Whoever waits for a lock lets all others wait behind it. So it gives up soon, and is tried again. */
const LOCK_WAIT_MS = 1_000;

type Grant = {
  readonly name: string;
  readonly privilege: string;
  readonly grantee: string;
  readonly grantable: boolean;
};

/**
 * Puts rebuilt tables in the place of those in the current schema, in one transaction: every statement of any process meets the
 * ones or the others. The rights that were given on the old tables are given on the new ones.
 * @param from the schema of the rebuilt tables; it is dropped
 * @param catchUp fills them with the last events, while nobody can move the checkpoint of the old tables
 * @throws DatabaseError 55P03 or 40P01 where others hold locks: nothing was changed, call it again
 */
export const replacePostgresViews = (live: ViewsDatabase, from: string, catchUp: () => Promise<void>): Promise<void> =>
  live.transaction().execute(async (trx) => {
    await sql`set local lock_timeout = ${sql.lit(LOCK_WAIT_MS)}`.execute(trx);
    const old = await tablesIn(trx, sql`current_schema()`);
    // First of all, as for every writer of the views.
    if (old.includes('checkpoint')) await sql`lock table checkpoint in access exclusive mode`.execute(trx);
    await catchUp();
    const built = await tablesIn(trx, sql`${from}`);
    if (old.includes('to_watch')) await carryOver(trx, from);
    const grants = await grantsOn(trx, built);
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(trx);
    const schema = rows[0]?.schema ?? 'public';
    for (const name of built) {
      await sql`drop table if exists ${sql.id(schema, name)}`.execute(trx);
      await sql`alter table ${sql.id(from, name)} set schema ${sql.id(schema)}`.execute(trx);
    }
    await sql`drop function if exists ${sql.id(schema, 'rapport_tell_checkpoint')}()`.execute(trx);
    await sql`alter function ${sql.id(from, 'rapport_tell_checkpoint')}() set schema ${sql.id(schema)}`.execute(trx);
    for (const { name, privilege, grantee, grantable } of grants)
      await sql`grant ${sql.raw(privilege)} on ${sql.id(schema, name)} to ${grantee === '' ? sql`public` : sql.id(grantee)} ${
        grantable ? sql`with grant option` : sql``
      }`.execute(trx);
    await sql`drop schema ${sql.id(from)}`.execute(trx);
    await sql`select pg_notify(${CHECKPOINT_MOVED}, '')`.execute(trx);
  });

async function tablesIn(trx: Transaction<ViewsSchema>, schema: ReturnType<typeof sql>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = ${schema}
    order by tablename`.execute(trx);
  return rows.map(({ name }) => name);
}

async function grantsOn(trx: Transaction<ViewsSchema>, tables: readonly string[]): Promise<readonly Grant[]> {
  const { rows } = await sql<Grant>`select relname as name, privilege_type as privilege, is_grantable as grantable,
      case grantee when 0 then '' else pg_get_userbyid(grantee) end as grantee
    from pg_class, aclexplode(relacl)
    where relnamespace = (select oid from pg_namespace where nspname = current_schema())
      and relname in (${sql.join(tables)}) and grantee <> relowner`.execute(trx);
  return rows;
}

/** What does not follow from the log; see replace-sqlite-views.ts. */
async function carryOver(trx: Transaction<ViewsSchema>, from: string): Promise<void> {
  await sql`insert into ${sql.id(from, 'to_watch')} (customer_id, since) select customer_id, since from to_watch
    where customer_id in (select customer_id from ${sql.id(from, 'relationships')}) on conflict do nothing`.execute(
    trx,
  );
  await sql`update ${sql.id(from, 'answers_changed')} set times = 1 + times +
    coalesce((select max(times) from answers_changed), 0)`.execute(trx);
}
