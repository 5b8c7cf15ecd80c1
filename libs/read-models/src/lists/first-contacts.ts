import type { ViewsDatabase } from '../database/database.js';
import { positionOf } from '../database/views-of-log.js';

/** A customer, and the log position of its first contact. */
export type FirstContact = { readonly customerId: string; readonly position: number };

export type FirstContactQuery = {
  /** The positions between which the first contact is, both exclusive. */
  readonly after: number;
  readonly before: number;
  /** Only these customers; null: all. */
  readonly customerIds: readonly string[] | null;
};

/**
 * Customers in the order of their first contacts. No later event and no rebuild changes this order; who is parked is left out.
 * @returns null if the views do not reach `before`, because they are being rebuilt
 */
export async function firstContacts(
  db: ViewsDatabase,
  { after, before, customerIds }: FirstContactQuery,
  most: number,
): Promise<readonly FirstContact[] | null> {
  let select = db
    .selectFrom('contacts')
    .select(['customer_id', 'position'])
    .where('revision', '=', 0)
    .where('position', '>', after)
    .where('position', '<', before)
    .orderBy('position')
    .limit(most);
  if (customerIds !== null) select = select.where('customer_id', 'in', customerIds);
  const found = customerIds?.length === 0 ? [] : await select.execute();
  // Read last: rows that were read before it was reset are complete.
  if ((await positionOf(db)) < before) return null;
  return found.map((row) => ({ customerId: row.customer_id, position: Number(row.position) }));
}
