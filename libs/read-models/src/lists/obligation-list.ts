import { sql, type SqlBool } from 'kysely';
import { compareText, DAY_MS, MINUTE_MS, type ObligationKind } from '#relationship';
import type { ObligationsTable, ViewsDatabase } from '../database/database.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';
import { answeredBy } from './answered-by.js';

export type ObligationQuery = {
  /** Who is responsible for the relationship at the time of the query, including holiday cover. */
  readonly owner?: string | null;
  readonly kinds?: readonly ObligationKind[] | null;
  /** Due within so many minutes from the query; overdue ones are always included. */
  readonly dueWithinMinutes?: number | null;
  readonly first: number;
  readonly after?: string | null;
  /** The time of the query, milliseconds since the epoch. */
  readonly now: number;
};

export type OwedRow = {
  readonly customerId: string;
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly about: string | null;
  readonly causeEventId: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly pointsAtStake: number;
};

const LIST = 'callsOwed';
/** Ranks a HEADS_UP before everything else. */
const MOST_URGENT = 1e300;

type Ranked = ObligationsTable & { readonly urgency: number };

/**
 * The worklist: HEADS_UP first, then by points / (1 + days left), highest first, then by due time. Overdue obligations have
 * no days left, so an index gives their order. Of the future ones, only those that can rank high enough are read, so most
 * rows of a large portfolio are never read.
 * @throws CursorInvalid
 */
export async function listCallsOwed(db: ViewsDatabase, query: ObligationQuery): Promise<Page<OwedRow>> {
  const cursor = query.after == null ? null : readCursor(LIST, query.after, 5);
  // Later pages use the time of the first page. Otherwise rows could appear twice or not at all.
  const asOf = cursor === null ? query.now : Number(cursor[0]);
  const owed = owedRows(db, query, asOf, cursor);
  const wanted = query.first + 1;
  const first = await owed
    .where('kind', '=', 'HEADS_UP')
    .selectAll()
    .orderBy('due_at')
    .orderBy('customer_id')
    .orderBy('obligation_id')
    .limit(wanted)
    .execute();
  const rest = owed.where('kind', '!=', 'HEADS_UP').selectAll();
  const overdue = await rest
    .where('due_at', '<=', asOf)
    .orderBy('points', 'desc')
    .orderBy('due_at')
    .orderBy('customer_id')
    .orderBy('obligation_id')
    .limit(wanted)
    .execute();
  const certain = [...first, ...overdue].map((row) => ranked(row, asOf)).slice(0, wanted);
  const least = certain[wanted - 1]?.urgency;
  const urgency = urgencyAt(asOf);
  const future = await rest
    .where('due_at', '>', asOf)
    .$if(least !== undefined, (rows) =>
      rows.where('points', '>', least ?? 0).where(sql<SqlBool>`${urgency} > ${least}`),
    )
    .orderBy(urgency, 'desc')
    .orderBy('due_at')
    .orderBy('customer_id')
    .orderBy('obligation_id')
    .limit(wanted)
    .execute();
  const found = [...certain, ...future.map((row) => ranked(row, asOf))].sort(compareRanks).slice(0, wanted);
  const page = pageOf(found, query.first, (row) =>
    cursorOf(LIST, asOf, row.urgency, row.due_at, row.customer_id, row.obligation_id),
  );
  return { ...page, rows: page.rows.map(({ row, cursor: of }) => ({ row: owedRow(row), cursor: of })) };
}

const urgencyAt = (asOf: number) =>
  sql<number>`case when kind = 'HEADS_UP' then ${sql.lit(MOST_URGENT)}
    when due_at > ${asOf} then points / (1.0 + cast(due_at - ${asOf} as double precision) / ${sql.lit(DAY_MS)}.0)
    else points end`;

/** The same urgency as in the database, to the last bit. */
function ranked(row: ObligationsTable, asOf: number): Ranked {
  const dueAt = Number(row.due_at);
  const whenDue = dueAt > asOf ? row.points / (1.0 + (dueAt - asOf) / DAY_MS) : row.points;
  return { ...row, due_at: dueAt, urgency: row.kind === 'HEADS_UP' ? MOST_URGENT : whenDue };
}

const compareRanks = (a: Ranked, b: Ranked): number =>
  b.urgency - a.urgency ||
  a.due_at - b.due_at ||
  compareText(a.customer_id, b.customer_id) ||
  compareText(a.obligation_id, b.obligation_id);

/** Obligations that are not deferred, after the cursor in the order of the worklist. */
function owedRows(
  db: ViewsDatabase,
  { owner, kinds, dueWithinMinutes, now }: ObligationQuery,
  asOf: number,
  cursor: ReturnType<typeof readCursor> | null,
) {
  let select = db
    .selectFrom('obligations')
    .where((each) => each.or([each('deferred_until', 'is', null), each('deferred_until', '<=', asOf)]));
  if (kinds != null) select = select.where('kind', 'in', [...kinds, '']);
  if (dueWithinMinutes != null) select = select.where('due_at', '<=', now + dueWithinMinutes * MINUTE_MS);
  if (cursor !== null) {
    const [, urgency, dueAt, customerId, obligationId] = cursor;
    const own = urgencyAt(asOf);
    select = select.where(
      sql<SqlBool>`(${own} < ${urgency} or (${own} = ${urgency}
        and (due_at, customer_id, obligation_id) > (${dueAt}, ${customerId}, ${obligationId})))`,
    );
  }
  if (owner != null) select = select.where(answeredBy(owner, asOf));
  return select;
}

const owedRow = (row: ObligationsTable): OwedRow => ({
  customerId: row.customer_id,
  obligationId: row.obligation_id,
  kind: row.kind as ObligationKind,
  about: row.about,
  causeEventId: row.cause_event_id,
  dueAt: Number(row.due_at),
  pointsAtStake: row.points,
});
