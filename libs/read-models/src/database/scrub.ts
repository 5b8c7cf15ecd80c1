import { sql, SqliteAdapter, type Transaction } from 'kysely';
import { LOCK_PATIENCE_MS } from '#event-store';
import type { ViewsDatabase, ViewsSchema } from './database.js';
import { LOCK_WAIT_OF_SCRUBBING_MS, scrubPostgres } from './scrub-postgres.js';

const TO_SCRUB = 'to_scrub';
const TO_TRUNCATE = 'to_truncate';

/** Requests a scrub. Call it in the transaction that removes personal data. @param position of the erasure in the log */
export async function noteToScrub(trx: Transaction<ViewsSchema>, position: number): Promise<void> {
  await trx
    .insertInto('checkpoint')
    .values({ name: TO_SCRUB, position })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ position }))
    .execute();
}

/**
 * Removes from the file and its journal what replaced rows leave behind, if a scrub was requested. It takes as long as
 * rewriting the views. @returns whether nothing is left: other users of the file may prevent it
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
 * secure_delete overwrites deleted rows, but not the copies that remain from page splits. So the file is rewritten.
 * @param noted a later request is left for the next scrub
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
