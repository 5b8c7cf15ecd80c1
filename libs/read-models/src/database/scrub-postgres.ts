import { sql, type Kysely } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from './database.js';

/** The only table that holds what is personal: names. */
const PERSONAL = 'relationships';

/** Nobody else is served while scrubbing waits for other readers to be done, so it gives up soon and comes again. */
export const LOCK_WAIT_OF_SCRUBBING_MS = 50;

/**
 * Writes the table that holds names anew, without the rows that were replaced, and gives up the old file. What Postgres
 * keeps of its own, its journal until it is used again and backups, is not reached.
 * @param note the checkpoint by which it is known that there is something to scrub, and `position` what it says
 * @returns whether nothing is left: a transaction that began before keeps the old rows alive
 */
export const scrubPostgres = (db: ViewsDatabase, note: string, position: number): Promise<boolean> =>
  db.connection().execute(async (session) => {
    if (await isSeenBefore(session, note)) return false;
    await sql`set statement_timeout = 0`.execute(session);
    await sql`set lock_timeout = ${sql.lit(LOCK_WAIT_OF_SCRUBBING_MS)}`.execute(session);
    try {
      await sql`vacuum (full) ${sql.table(PERSONAL)}`.execute(session);
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

/** Whether somebody may still see the database as it was before the note was committed. */
async function isSeenBefore(session: Kysely<ViewsSchema>, note: string): Promise<boolean> {
  const { rows } = await sql<{ seen: boolean }>`select exists (
    select from pg_stat_activity, checkpoint
    where pid <> pg_backend_pid() and datname = current_database() and name = ${note} and age(backend_xmin) >= age(checkpoint.xmin)) as seen`.execute(
    session,
  );
  return rows[0]?.seen ?? false;
}
