import type { Transaction } from 'kysely';
import type { ViewsSchema } from './database.js';

/**
 * Until the transaction ends nobody else changes rows. Whoever changes rows of more than one relationship begins with
 * this, or with moving the checkpoint, so that two never wait for each other.
 */
export async function lockViews(trx: Transaction<ViewsSchema>): Promise<void> {
  await trx
    .updateTable('checkpoint')
    .set((row) => ({ position: row.ref('position') }))
    .where('name', '=', 'views')
    .execute();
}
