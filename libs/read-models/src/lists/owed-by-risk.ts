import { sql, type SqlBool } from 'kysely';
import type { ForecastBasis } from '#trust';
import type { ObligationsTable } from '../database/database.js';
import { compareRanks, forecastOn, ranked, type Ranked } from './obligation-rank.js';
import { owedRows, type Asked, type Cursor } from './owed-rows.js';

const ROWS_AT_A_TIME = 1_000;

/**
 * Reads rows by their points, highest first. A risk is at most 1, so no row with fewer points than the last that is wanted can
 * rank before it, and reading ends there.
 */
export async function byRisk(asked: Asked, heads: number, basis: ForecastBasis): Promise<Ranked[]> {
  const { asOf, cursor, wanted } = asked;
  const more = wanted - heads;
  if (more <= 0) return [];
  let found: Ranked[] = [];
  for (let last: ObligationsTable | undefined; ;) {
    let rows = owedRows(asked, false).where('kind', '!=', 'HEADS_UP').selectAll();
    if (last !== undefined) {
      const { points, due_at, customer_id, obligation_id } = last;
      rows = rows.where(
        sql<SqlBool>`points <= ${points} and (points < ${points}
          or (due_at, customer_id, obligation_id) > (${due_at}, ${customer_id}, ${obligation_id}))`,
      );
    }
    const read = await rows
      .orderBy('points', 'desc')
      .orderBy('due_at')
      .orderBy('customer_id')
      .orderBy('obligation_id')
      .limit(ROWS_AT_A_TIME)
      .execute();
    const ranks = read.map((row) => ranked(row, asOf, forecastOn(row, asOf, basis)));
    found = [...found, ...ranks.filter((row) => cursor === null || isAfter(row, cursor))];
    found = found.sort(compareRanks).slice(0, wanted);
    last = read.at(-1);
    const least = found[more - 1]?.urgency;
    if (read.length < ROWS_AT_A_TIME || last === undefined) return found;
    if (least !== undefined && Math.max(last.points, 0) < least) return found;
  }
}

function isAfter(row: Ranked, [, urgency, dueAt, customerId, obligationId]: Cursor): boolean {
  const rank = { urgency: Number(urgency), due_at: Number(dueAt) };
  return compareRanks({ ...rank, customer_id: String(customerId), obligation_id: String(obligationId) }, row) < 0;
}
