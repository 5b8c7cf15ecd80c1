import type { ObligationKind } from '#relationship';
import type { Forecast, ForecastBasis } from '#trust';
import type { ObligationsTable, ViewsDatabase } from '../database/database.js';
import type { CallsOwedOrder, ObligationQuery, OwedRow } from './obligation-query.js';
import { compareRanks, forecastOn, ranked } from './obligation-rank.js';
import { byPoints } from './owed-by-points.js';
import { byRisk } from './owed-by-risk.js';
import { headsUp, type Asked } from './owed-rows.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';

/** What forecasts rest on at a time; null where there are none. */
export type BasisAt = ((now: number) => Promise<ForecastBasis>) | null;

const LISTS: Readonly<Record<CallsOwedOrder, string>> = {
  POINTS: 'callsOwed',
  RISK_TIMES_POINTS: 'callsOwed by risk',
};

/**
 * The worklist: HEADS_UP first, then by points / (1 + days left), highest first, then by due time. Overdue obligations have
 * no days left. In the order by risk, the points of an open promise count times its risk.
 * @throws CursorInvalid
 */
export async function listCallsOwed(
  db: ViewsDatabase,
  query: ObligationQuery,
  basisAt: BasisAt,
): Promise<Page<OwedRow>> {
  const orderBy = query.orderBy ?? 'POINTS';
  const cursor = query.after == null ? null : readCursor(LISTS[orderBy], query.after, 5);
  // Later pages use the time of the first page. Otherwise rows could appear twice or not at all.
  const asOf = cursor === null ? query.now : Number(cursor[0]);
  const basis = (await basisAt?.(asOf)) ?? null;
  const asked: Asked = { db, query, asOf, cursor, wanted: query.first + 1 };
  const heads = (await headsUp(asked)).map((row) => ranked(row, asOf, null));
  const rest =
    orderBy === 'POINTS' || basis === null ? await byPoints(asked, heads) : await byRisk(asked, heads.length, basis);
  const found = [...heads, ...rest].sort(compareRanks).slice(0, asked.wanted);
  const page = pageOf(found, query.first, (row) =>
    cursorOf(LISTS[orderBy], asOf, row.urgency, row.due_at, row.customer_id, row.obligation_id),
  );
  return {
    ...page,
    rows: page.rows.map(({ row, cursor: of }) => ({ row: owedRow(row, forecastOn(row, asOf, basis)), cursor: of })),
  };
}

const owedRow = (row: ObligationsTable, forecast: Forecast | null): OwedRow => ({
  customerId: row.customer_id,
  obligationId: row.obligation_id,
  kind: row.kind as ObligationKind,
  about: row.about,
  causeEventId: row.cause_event_id,
  dueAt: Number(row.due_at),
  pointsAtStake: row.points,
  forecast,
});
