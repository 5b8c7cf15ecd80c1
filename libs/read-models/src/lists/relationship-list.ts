import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { TrustBand } from '#trust';
import type { ViewsDatabase, ViewsSchema } from '../database/database.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';
import { answeredBy } from './answered-by.js';

export type RelationshipFilter = {
  /** Who answers for it at the time of the query, holiday cover included. */
  readonly owner?: string | null;
  readonly segment?: string | null;
  readonly band?: TrustBand | null;
  /** Left out: open relationships only. */
  readonly includeClosed?: boolean | null;
};
export const RELATIONSHIP_ORDERS = ['SCORE', 'LOWER_END', 'NAME', 'LAST_CONTACT'] as const;
export type RelationshipOrder = {
  readonly field: (typeof RELATIONSHIP_ORDERS)[number];
  readonly direction: 'ASC' | 'DESC';
};
export type RelationshipQuery = {
  readonly filter?: RelationshipFilter;
  readonly orderBy?: RelationshipOrder;
  readonly first: number;
  readonly after?: string | null;
  /** The time of the query, milliseconds since the epoch. */
  readonly now: number;
};

/** What a list shows of a relationship. Times are milliseconds since the epoch. */
export type RelationshipRow = {
  readonly customerId: string;
  readonly name: string;
  /** The model that the score is read by. */
  readonly model: string;
  readonly score: number;
  readonly band: TrustBand;
  readonly lastContactAt: number | null;
};

const COLUMNS = { SCORE: 'score', LOWER_END: 'lower', NAME: 'name', LAST_CONTACT: 'last_contact' } as const;

/** The rows must have been refreshed for `now` before. @throws CursorInvalid */
export async function listRelationships(db: ViewsDatabase, query: RelationshipQuery): Promise<Page<RelationshipRow>> {
  const { filter = {}, orderBy = { field: 'SCORE', direction: 'ASC' }, first, after, now } = query;
  const list = `relationships:${orderBy.field}:${orderBy.direction}`;
  const value = orderingValue(orderBy.field);
  // The tie-break of the table that the order comes from, so that an index gives the order and nothing is sorted.
  const tieBreak = isOfStanding(orderBy.field) ? 'standings.customer_id' : 'relationships.customer_id';
  const isAscending = orderBy.direction === 'ASC';
  let select = db
    .selectFrom('standings')
    .innerJoin('relationships', 'relationships.customer_id', 'standings.customer_id')
    .select([
      'relationships.customer_id as customerId',
      'name',
      'model',
      'score',
      'band',
      'last_contact_at as lastContactAt',
      value.as('ordering'),
    ])
    .where((each) => matches(each, filter, now))
    .orderBy(value, isAscending ? 'asc' : 'desc')
    .orderBy(tieBreak, isAscending ? 'asc' : 'desc')
    .limit(first + 1);
  if (after) {
    const [ordering = null, customerId = null] = readCursor(list, after, 2);
    const compare = sql.raw(isAscending ? '>' : '<');
    select = select.where(sql<SqlBool>`(${value}, ${sql.ref(tieBreak)}) ${compare} (${ordering}, ${customerId})`);
  }
  const found = await select.execute();
  const page = pageOf(found, first, (row) => cursorOf(list, row.ordering, row.customerId));
  return {
    ...page,
    rows: page.rows.map(({ row, cursor }) => ({ row: { ...row, band: row.band as TrustBand }, cursor })),
  };
}

const isOfStanding = (field: RelationshipOrder['field']): boolean => field === 'SCORE' || field === 'LOWER_END';

/** Without a contact yet counts as longest ago. */
function orderingValue(field: RelationshipOrder['field']) {
  return field === 'LAST_CONTACT'
    ? sql<number>`coalesce(last_contact_at, 0)`
    : sql<number | string>`${sql.ref(COLUMNS[field])}`;
}

type Builder = ExpressionBuilder<ViewsSchema, 'relationships' | 'standings'>;

export function matches(each: Builder, filter: RelationshipFilter, now: number): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [];
  // Written out: of a value that it is given SQLite expects more and reads the whole book in place of an index.
  if (!filter.includeClosed) all.push(each('closed', '=', sql.lit(0)));
  if (filter.segment != null) all.push(each('segment', '=', filter.segment));
  if (filter.band != null) all.push(each('band', '=', filter.band));
  if (filter.owner != null) all.push(answeredBy(filter.owner, now));
  return each.and(all);
}
