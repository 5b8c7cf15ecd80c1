import { sql, type SqlBool } from 'kysely';
import type { NeedStatus } from '#relationship';
import type { ViewsDatabase } from '../database/database.js';
import type { Scope } from './scope.js';
import { needRows, type NeedRow } from './need-row.js';
import { needSummaries } from './need-summary.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';

export type NeedQuery = {
  readonly status?: NeedStatus | null;
  readonly first: number;
  readonly after?: string | null;
  /** Which relationships the caller sees; null or left out: all. */
  readonly scope?: Scope | null;
};

const LIST = 'needs';

/** By number of waiting customers, most first; then by the longest wait. Rows must have been refreshed. @throws CursorInvalid */
export async function listNeeds(
  db: ViewsDatabase,
  { status, first, after, scope = null }: NeedQuery,
): Promise<Page<NeedRow>> {
  let select = db
    .selectFrom(needSummaries(db, { scope }).as('needs'))
    .selectAll()
    .orderBy('rank')
    .orderBy('since')
    .orderBy('need_id')
    .limit(first + 1);
  if (status != null) select = select.where('status', '=', status);
  if (after != null) {
    const [rank = null, since = null, needId = null] = readCursor(LIST, after, 3);
    select = select.where(sql<SqlBool>`(rank, since, need_id) > (${rank}, ${since}, ${needId})`);
  }
  const page = pageOf(await select.execute(), first, (row) => cursorOf(LIST, row.rank, row.since, row.need_id));
  const rows = await needRows(
    db,
    page.rows.map(({ row }) => row),
    scope,
  );
  return { ...page, rows: page.rows.map(({ cursor }, index) => ({ row: rows[index] as NeedRow, cursor })) };
}

/** Null if nobody in the scope asked for it. */
export async function readNeed(db: ViewsDatabase, needId: string, scope: Scope | null): Promise<NeedRow | null> {
  const [row] = await needRows(db, await needSummaries(db, { needId, scope }).execute(), scope);
  return row ?? null;
}
