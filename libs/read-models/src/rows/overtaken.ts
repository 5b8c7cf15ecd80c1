import type { Transaction } from 'kysely';
import type { ViewsSchema } from '../database/database.js';
import { lockViews } from '../database/views-lock.js';

/**
 * The customers with a contact that any process projected after position `since`: what was read of them meanwhile may be
 * older than their row. It locks the views, so that nobody projects until the transaction ends.
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
