import { sql, type SqlBool } from 'kysely';
import { MINUTE_MS } from '#relationship';
import type { ObligationsTable, ViewsDatabase } from '../database/database.js';
import { answeredBy } from './answered-by.js';
import type { ObligationQuery } from './obligation-query.js';
import { withinOwned } from './scope.js';
import { urgencyAt } from './obligation-rank.js';
import type { readCursor } from './page.js';

export type Cursor = ReturnType<typeof readCursor>;
export type Asked = {
  readonly db: ViewsDatabase;
  readonly query: ObligationQuery;
  readonly asOf: number;
  readonly cursor: Cursor | null;
  /** One row more than the page holds. */
  readonly wanted: number;
};

/** Obligations that are not deferred. @param isAfterCursor whether only those after the cursor in the order by points */
export function owedRows({ db, query, asOf, cursor }: Asked, isAfterCursor: boolean) {
  const { owner, kinds, dueWithinMinutes, now, scope } = query;
  let select = db
    .selectFrom('obligations')
    .where((each) => each.or([each('deferred_until', 'is', null), each('deferred_until', '<=', asOf)]));
  if (kinds != null) select = select.where('kind', 'in', [...kinds, '']);
  if (dueWithinMinutes != null) select = select.where('due_at', '<=', now + dueWithinMinutes * MINUTE_MS);
  if (isAfterCursor && cursor !== null) {
    const [, urgency, dueAt, customerId, obligationId] = cursor;
    const own = urgencyAt(asOf);
    select = select.where(
      sql<SqlBool>`(${own} < ${urgency} or (${own} = ${urgency}
        and (due_at, customer_id, obligation_id) > (${dueAt}, ${customerId}, ${obligationId})))`,
    );
  }
  if (owner != null) select = select.where(answeredBy([owner], asOf));
  if (scope != null) select = select.where(withinOwned(scope, 'obligations'));
  return select;
}

export const headsUp = (asked: Asked): Promise<ObligationsTable[]> =>
  owedRows(asked, true)
    .where('kind', '=', 'HEADS_UP')
    .selectAll()
    .orderBy('due_at')
    .orderBy('customer_id')
    .orderBy('obligation_id')
    .limit(asked.wanted)
    .execute();
