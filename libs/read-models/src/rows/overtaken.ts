import type { Transaction } from 'kysely';
import type { ViewsSchema } from '../database/database.js';
import { lockViews } from '../database/views-lock.js';

/**
 * Those of which a contact was projected after the checkpoint stood at `since`, by whichever process: what was read of
 * them meanwhile may be older than the row that is there. Until the transaction ends nobody projects more.
 */
export async function overtaken(
  trx: Transaction<ViewsSchema>,
  customerIds: readonly string[],
  since: number,
): Promise<ReadonlySet<string>> {
  await lockViews(trx);
  const rows = await trx
    .selectFrom('contacts')
    .select('customer_id')
    .distinct()
    .where('position', '>', since)
    .where('customer_id', 'in', customerIds)
    .execute();
  return new Set(rows.map((row) => row.customer_id));
}
