import { sql, type Kysely } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from './database.js';

/** The only tables with personal data: names, and the words of names. */
const PERSONAL = ['relationships', 'name_words'];

/** While scrubbing waits for its lock, others wait behind it. So it gives up soon and is retried later. */
export const LOCK_WAIT_OF_SCRUBBING_MS = 50;

/**
 * Rewrites the tables of names without the replaced rows, and drops the old files. It does not reach other copies of
 * Postgres: the write-ahead log until it is reused, and backups.
 * @param note name of the checkpoint row that requests the scrub @param position its value
 * @returns whether nothing is left: a transaction that started earlier keeps the old rows
 */
export const scrubPostgres = (db: ViewsDatabase, note: string, position: number): Promise<boolean> =>
  db.connection().execute(async (session) => {
    if (await isSeenBefore(session, note)) return false;
    await sql`set statement_timeout = 0`.execute(session);
    await sql`set lock_timeout = ${sql.lit(LOCK_WAIT_OF_SCRUBBING_MS)}`.execute(session);
    try {
      await sql`vacuum (full) ${sql.join(PERSONAL.map((name) => sql.table(name)))}`.execute(session);
    } finally {
      await sql`reset lock_timeout`.execute(session);
      await sql`reset statement_timeout`.execute(session);
    }
    const { numDeletedRows } = await session
      .deleteFrom('checkpoint')
      .where('name', '=', note)
      .where('position', '=', position)
      .executeTakeFirst();
    return numDeletedRows === 1n;
  });

/** Whether another transaction may still see the database as it was before the note was committed. */
async function isSeenBefore(session: Kysely<ViewsSchema>, note: string): Promise<boolean> {
  const { rows } = await sql<{ seen: boolean }>`select exists (
    select from pg_stat_activity, checkpoint
    where pid <> pg_backend_pid() and datname = current_database() and name = ${note} and age(backend_xmin) >= age(checkpoint.xmin)) as seen`.execute(
    session,
  );
  return rows[0]?.seen ?? false;
}
