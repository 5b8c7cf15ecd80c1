import type { Kysely } from 'kysely';
import type { ViewsSchema } from '../database/database.js';

/** Marks every row as pending: it is read from the log again before it is next shown. */
export async function putAllOff(db: Kysely<ViewsSchema>): Promise<void> {
  await db
    .insertInto('pending')
    .columns(['customer_id'])
    // Without a condition, SQLite parses ON CONFLICT as a part of the query.
    .expression(db.selectFrom('relationships').select('customer_id').where('customer_id', 'is not', null))
    .onConflict((conflict) => conflict.column('customer_id').doNothing())
    .execute();
}

/** How many rows are marked. */
export async function countPending(db: Kysely<ViewsSchema>): Promise<number> {
  const { count } = await db
    .selectFrom('pending')
    .select((each) => each.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
