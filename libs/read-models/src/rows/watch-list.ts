import { sql, type Transaction } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from '../database/database.js';
import { lockViews } from '../database/views-lock.js';

export type ToWatch = { readonly customerId: string; readonly since: number };

/**
 * Notes for the watcher the relationships in which time alone may have changed something. Call it before their rows are
 * replaced. A relationship that is already noted keeps its earlier time. @param now milliseconds since the epoch
 */
export async function noteToWatch(
  trx: Transaction<ViewsSchema>,
  customerIds: readonly string[],
  now: number,
): Promise<void> {
  if (customerIds.length === 0) return;
  await trx
    .insertInto('to_watch')
    .columns(['customer_id', 'since'])
    .expression((query) =>
      query
        .selectFrom('standings')
        .select(['customer_id', 'assessed_at'])
        .where('customer_id', 'in', customerIds)
        .where((each) =>
          each.or([
            each('reassess_at', '<=', now),
            each.exists(
              query
                .selectFrom('obligations')
                .where('obligations.customer_id', '=', sql.ref<string>('standings.customer_id'))
                // Said again: Postgres may read the obligations before the standings, and would read all of them.
                .where('obligations.customer_id', 'in', customerIds)
                // As expressions, so that no database goes through the index of all that is overdue for each customer.
                .where(sql`+marked`, '=', 0)
                .where('kind', '!=', 'HEADS_UP')
                .where(sql`+due_at`, '<', now)
                .select('obligation_id'),
            ),
          ]),
        ),
    )
    .onConflict((conflict) => conflict.column('customer_id').doNothing())
    .execute();
}

/** Relationships that the watcher must check now, and since when. */
export async function toWatch(db: ViewsDatabase, now: number, most: number): Promise<readonly ToWatch[]> {
  const noted = await db.selectFrom('to_watch').select(['customer_id', 'since']).limit(most).execute();
  if (noted.length > 0) return noted.map((row) => ({ customerId: row.customer_id, since: Number(row.since) }));
  const lapsed = await db
    .selectFrom('obligations')
    .select('customer_id')
    .distinct()
    .where('marked', '=', 0)
    .where('kind', '!=', 'HEADS_UP')
    .where('due_at', '<', now)
    .limit(most)
    .execute();
  return lapsed.map((row) => ({ customerId: row.customer_id, since: now - 1 }));
}

/** Notes, in one commit, that everything up to `until` has been recorded of these relationships. */
export async function watched(db: ViewsDatabase, relationships: readonly ToWatch[], until: number): Promise<void> {
  if (relationships.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await lockViews(trx);
    for (const { customerId, since } of relationships)
      await trx.deleteFrom('to_watch').where('customer_id', '=', customerId).where('since', '=', since).execute();
    await trx
      .updateTable('obligations')
      .set({ marked: 1 })
      .where(
        'customer_id',
        'in',
        relationships.map(({ customerId }) => customerId),
      )
      .where(sql`+due_at`, '<', until)
      .execute();
  });
}
