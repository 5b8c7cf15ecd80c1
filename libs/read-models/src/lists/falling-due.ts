import { sql } from 'kysely';
import { answersAt, type ObligationKind } from '#relationship';
import type { ViewsDatabase } from '../database/database.js';
import { answeredBy } from './answered-by.js';

export type FallingDueQuery = {
  /** Due after this instant, milliseconds since the epoch; of those due at one instant, after this customer and obligation. */
  readonly after: { readonly dueAt: number; readonly customerId: string; readonly obligationId: string };
  readonly until: number;
  /** Who answers for the relationship now; null: anybody. */
  readonly owner: string | null;
  /** Null: all. */
  readonly kinds: readonly ObligationKind[] | null;
  readonly now: number;
};

export type FallingDue = {
  readonly customerId: string;
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly dueAt: number;
  readonly owner: string | null;
};

export async function fallingDue(
  db: ViewsDatabase,
  { after, until, owner, kinds, now }: FallingDueQuery,
  most: number,
): Promise<readonly FallingDue[]> {
  let select = db
    .selectFrom('obligations')
    .select(['customer_id', 'obligation_id', 'kind', 'due_at', 'owner', 'cover_owner', 'cover_until'])
    // What lapsed was told as such.
    .where('marked', '=', 0)
    .where('due_at', '<=', until)
    .where(
      sql<boolean>`(due_at, customer_id, obligation_id) > (${after.dueAt}, ${after.customerId}, ${after.obligationId})`,
    )
    .where((each) => each.or([each('deferred_until', 'is', null), each('deferred_until', '<=', now)]));
  if (kinds !== null) select = select.where('kind', 'in', [...kinds, '']);
  if (owner !== null) select = select.where(answeredBy([owner], now));
  const rows = await select.orderBy('due_at').orderBy('customer_id').orderBy('obligation_id').limit(most).execute();
  return rows.map((row) => ({
    customerId: row.customer_id,
    obligationId: row.obligation_id,
    kind: row.kind as ObligationKind,
    dueAt: Number(row.due_at),
    owner: answersAt(
      {
        owner: row.owner,
        cover: row.cover_owner === null ? null : { owner: row.cover_owner, until: Number(row.cover_until) },
      },
      now,
    ),
  }));
}
