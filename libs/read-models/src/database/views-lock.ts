import type { Transaction } from 'kysely';
import type { ViewsSchema } from './database.js';

/**
 * Locks the rows of the views against other writers until the transaction ends. A transaction that changes several
 * relationships must start with this, or with moving the checkpoint, so that there are no deadlocks.
 */
export async function lockViews(trx: Transaction<ViewsSchema>): Promise<void> {
  await trx
    .updateTable('checkpoint')
    .set((row) => ({ position: row.ref('position') }))
    .where('name', '=', 'views')
    .execute();
}
