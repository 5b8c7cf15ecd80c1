import { sql, SqliteAdapter, type Transaction } from 'kysely';
import { LOCK_PATIENCE_MS } from '#event-store';
import type { ViewsDatabase, ViewsSchema } from './database.js';
import { LOCK_WAIT_OF_SCRUBBING_MS, scrubPostgres } from './scrub-postgres.js';

const TO_SCRUB = 'to_scrub';
const TO_TRUNCATE = 'to_truncate';

/** In the transaction by which something personal leaves the rows. @param position where the log says so */
export async function noteToScrub(trx: Transaction<ViewsSchema>, position: number): Promise<void> {
  await trx
    .insertInto('checkpoint')
    .values({ name: TO_SCRUB, position })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
    .execute();
}

/**
 * Rids the file and its journal of what rows that were replaced leave behind; nothing where nothing is noted. It takes as
 * long as writing the views anew. @returns whether nothing is left: others who use the file may be in the way
 */
export async function scrub(db: ViewsDatabase): Promise<boolean> {
  const noted = await notedAt(db, TO_SCRUB);
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return noted === null || scrubPostgres(db, TO_SCRUB, noted);
  if (noted === null && (await notedAt(db, TO_TRUNCATE)) === null) return true;
  await sql`pragma busy_timeout = ${sql.lit(LOCK_WAIT_OF_SCRUBBING_MS)}`.execute(db);
  try {
    if (noted !== null) await rewrite(db, noted);
    const truncated = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (truncated.rows[0]?.busy !== 0) return false;
    await db.deleteFrom('checkpoint').where('name', '=', TO_TRUNCATE).execute();
    return (await notedAt(db, TO_SCRUB)) === null;
  } finally {
    await sql`pragma busy_timeout = ${sql.lit(LOCK_PATIENCE_MS)}`.execute(db);
  }
}

/**
 * secure_delete overwrites what is deleted, but not the copies that lie about where SQLite once split a page.
 * @param noted what has been noted since is left for the next time
 */
async function rewrite(db: ViewsDatabase, noted: number): Promise<void> {
  await sql`vacuum`.execute(db);
  await db.deleteFrom('checkpoint').where('name', '=', TO_TRUNCATE).execute();
  await db
    .updateTable('checkpoint')
    .set({ name: TO_TRUNCATE })
    .where('name', '=', TO_SCRUB)
    .where('position', '=', noted)
    .execute();
}

async function notedAt(db: ViewsDatabase, name: string): Promise<number | null> {
  const row = await db.selectFrom('checkpoint').select('position').where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : Number(row.position);
}
