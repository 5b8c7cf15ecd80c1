import { sql, SqliteAdapter, type Transaction } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from './database.js';

const TO_SCRUB = 'to_scrub';

/** In the transaction by which something personal leaves the rows. @param position where the log says so */
export async function noteToScrub(trx: Transaction<ViewsSchema>, position: number): Promise<void> {
  await trx
    .insertInto('checkpoint')
    .values({ name: TO_SCRUB, position })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
    .execute();
}

/**
 * Rids the file and its journal of what rows that were replaced leave behind; nothing where nothing is noted.
 * @returns whether nothing is left: others who read at the same time may be in the way
 */
export async function scrub(db: ViewsDatabase): Promise<boolean> {
  const noted = await db.selectFrom('checkpoint').select('position').where('name', '=', TO_SCRUB).executeTakeFirst();
  if (noted === undefined) return true;
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    // secure_delete overwrites what is deleted, but not the copies that lie about where SQLite once split a page.
    await sql`vacuum`.execute(db);
    const truncated = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
    if (truncated.rows[0]?.busy !== 0) return false;
  }
  await db.deleteFrom('checkpoint').where('name', '=', TO_SCRUB).where('position', '=', noted.position).execute();
  return true;
}
