import type { ObligationKind } from '#relationship';
import { DAY_MS, MINUTE_MS } from '#relationship';
import type { ObligationsTable, ViewsDatabase } from './database.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';

export type ObligationQuery = {
  /** Who answers for the relationship at the time of the query, holiday cover included. */
  readonly owner?: string | null;
  readonly kinds?: readonly ObligationKind[] | null;
  /** Due within so many minutes from the query; overdue ones always are. */
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
const CHUNK = 1_000;

/**
 * The worklist: HEADS_UP first, then falling by points / (1 + days left), then by due time. Overdue counts as no days
 * left, so what is at stake bounds the rank: reading by points can stop long before the end of the book.
 * @throws CursorInvalid
 */
export async function listCallsOwed(db: ViewsDatabase, query: ObligationQuery): Promise<Page<OwedRow>> {
  const cursor = query.after == null ? null : readCursor(LIST, query.after, 5);
  // Later pages are ranked as of the first, or rows would be met twice or never.
  const asOf = cursor === null ? query.now : Number(cursor[0]);
  const after = cursor === null ? null : rankFrom(cursor);
  const isLater = (rank: Rank) => after === null || compareRanks(rank, after) > 0;
  const wanted = query.first + 1;
  let best: Ranked[] = [];
  for await (const chunk of byPoints(db, query, asOf)) {
    const ranked = chunk.map((row) => ({ row, rank: rankOf(row, asOf) })).filter(({ rank }) => isLater(rank));
    best = [...best, ...ranked].sort((a, b) => compareRanks(a.rank, b.rank)).slice(0, wanted);
    const last = best[wanted - 1];
    if (last !== undefined && last.rank.urgency >= (chunk.at(-1)?.points ?? 0)) break;
  }
  const page = pageOf(best, query.first, ({ rank }) =>
    cursorOf(
      LIST,
      asOf,
      rank.urgency === Infinity ? null : rank.urgency,
      rank.dueAt,
      rank.customerId,
      rank.obligationId,
    ),
  );
  return { ...page, rows: page.rows.map(({ row, cursor: of }) => ({ row: owedRow(row.row), cursor: of })) };
}

type Rank = {
  /** Infinity for a HEADS_UP. */
  readonly urgency: number;
  readonly dueAt: number;
  readonly customerId: string;
  readonly obligationId: string;
};
type Ranked = { readonly row: ObligationsTable; readonly rank: Rank };

function rankOf(row: ObligationsTable, asOf: number): Rank {
  const daysLeft = Math.max(0, (row.due_at - asOf) / DAY_MS);
  return {
    urgency: row.kind === 'HEADS_UP' ? Infinity : row.points / (1 + daysLeft),
    dueAt: row.due_at,
    customerId: row.customer_id,
    obligationId: row.obligation_id,
  };
}

const rankFrom = ([, urgency, dueAt, customerId, obligationId]: readonly (string | number | null)[]): Rank => ({
  urgency: urgency === null ? Infinity : Number(urgency),
  dueAt: Number(dueAt),
  customerId: String(customerId),
  obligationId: String(obligationId),
});

function compareRanks(a: Rank, b: Rank): number {
  if (a.urgency !== b.urgency) return a.urgency > b.urgency ? -1 : 1;
  if (a.dueAt !== b.dueAt) return a.dueAt - b.dueAt;
  if (a.customerId !== b.customerId) return a.customerId < b.customerId ? -1 : 1;
  return a.obligationId < b.obligationId ? -1 : a.obligationId > b.obligationId ? 1 : 0;
}

/** All HEADS_UP, then everything else that is owed and not put off, falling by points. */
async function* byPoints(db: ViewsDatabase, query: ObligationQuery, asOf: number): AsyncIterable<ObligationsTable[]> {
  const headsUps = await owed(db, query, asOf).where('kind', '=', 'HEADS_UP').execute();
  if (headsUps.length > 0) yield headsUps.map((row) => ({ ...row, points: Infinity }));
  for (let offset = 0; ; offset += CHUNK) {
    const chunk = await owed(db, query, asOf)
      .where('kind', '!=', 'HEADS_UP')
      .orderBy('points', 'desc')
      .orderBy('customer_id', 'desc')
      .orderBy('obligation_id', 'desc')
      .limit(CHUNK)
      .offset(offset)
      .execute();
    if (chunk.length > 0) yield chunk;
    if (chunk.length < CHUNK) return;
  }
}

function owed(db: ViewsDatabase, { owner, kinds, dueWithinMinutes, now }: ObligationQuery, asOf: number) {
  let select = db
    .selectFrom('obligations')
    .selectAll()
    .where((each) => each.or([each('deferred_until', 'is', null), each('deferred_until', '<=', asOf)]));
  if (kinds != null) select = select.where('kind', 'in', [...kinds, '']);
  if (dueWithinMinutes != null) select = select.where('due_at', '<=', now + dueWithinMinutes * MINUTE_MS);
  if (owner != null)
    select = select.where((each) =>
      each.or([
        each.and([
          each('owner', '=', owner),
          each.or([each('cover_until', 'is', null), each('cover_until', '<=', asOf)]),
        ]),
        each.and([each('cover_owner', '=', owner), each('cover_until', '>', asOf)]),
      ]),
    );
  return select;
}

const owedRow = (row: ObligationsTable): OwedRow => ({
  customerId: row.customer_id,
  obligationId: row.obligation_id,
  kind: row.kind as ObligationKind,
  about: row.about,
  causeEventId: row.cause_event_id,
  dueAt: row.due_at,
  pointsAtStake: row.points === Infinity ? 0 : row.points,
});
