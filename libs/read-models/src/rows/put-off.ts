import type { Kysely } from 'kysely';
import type { ViewsSchema } from '../database/database.js';

/** Has every row read anew from the log before it is next shown. */
export async function putAllOff(db: Kysely<ViewsSchema>): Promise<void> {
  await db
    .insertInto('pending')
    .columns(['customer_id'])
    // Without a condition SQLite takes what follows for part of the query.
    .expression(db.selectFrom('relationships').select('customer_id').where('customer_id', 'is not', null))
    .onConflict((conflict) => conflict.column('customer_id').doNothing())
    .execute();
}
