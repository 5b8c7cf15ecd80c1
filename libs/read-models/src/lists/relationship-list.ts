import { sql, type Expression, type SqlBool } from 'kysely';
import type { Money } from '#relationship';
import type { TrustBand } from '#trust';
import type { ViewsDatabase } from '../database/database.js';
import { AMOUNT, CURRENCY, LAST_CONTACT, NEVER_MS, RENEWAL } from '../database/orderings.js';
import { cursorOf, pageOf, readCursor, type Page } from './page.js';
import { matches, type RelationshipFilter } from './relationship-filter.js';
import { searchFor } from './search.js';

export const RELATIONSHIP_ORDERS = ['SCORE', 'LOWER_END', 'NAME', 'LAST_CONTACT', 'RENEWS_AT', 'VALUE'] as const;
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
  /** The model of the score. */
  readonly model: string;
  readonly score: number;
  readonly band: TrustBand;
  readonly lastContactAt: number | null;
  readonly renewsAt: number | null;
  readonly value: Money | null;
};

type Ordering = {
  readonly by: readonly Expression<unknown>[];
  /** The same values of a row, for a cursor. */
  place(row: Listed): readonly (number | string | null)[];
};

const ORDERINGS: Readonly<Record<RelationshipOrder['field'], Ordering>> = {
  SCORE: { by: [sql.ref('score')], place: ({ score }) => [score] },
  LOWER_END: { by: [sql.ref('lower')], place: ({ lower }) => [lower] },
  NAME: { by: [sql.ref('name')], place: ({ name }) => [name] },
  LAST_CONTACT: { by: [LAST_CONTACT], place: ({ lastContactAt }) => [lastContactAt ?? 0] },
  RENEWS_AT: { by: [RENEWAL], place: ({ renewsAt }) => [renewsAt ?? NEVER_MS] },
  // Amounts of different currencies cannot be compared.
  VALUE: { by: [CURRENCY, AMOUNT], place: ({ currency, amount }) => [currency ?? '', amount ?? 0] },
};

type Listed = Omit<RelationshipRow, 'band' | 'value'> & {
  readonly band: string;
  readonly lower: number | null;
  readonly amount: number | null;
  readonly currency: string | null;
};

/** The rows must have been refreshed for `now` before. @throws CursorInvalid */
export async function listRelationships(db: ViewsDatabase, query: RelationshipQuery): Promise<Page<RelationshipRow>> {
  const { filter = {}, orderBy = { field: 'SCORE', direction: 'ASC' }, first, after, now } = query;
  const list = `relationships:${orderBy.field}:${orderBy.direction}`;
  // The tie-break is in the same table as the order, so that an index gives the order and nothing is sorted.
  const tieBreak = isOfStanding(orderBy.field) ? 'standings.customer_id' : 'relationships.customer_id';
  const { by, place } = ORDERINGS[orderBy.field];
  const ordering = [...by, sql.ref(tieBreak)];
  const isAscending = orderBy.direction === 'ASC';
  const search = await searchFor(db, filter.search);
  let select = db
    .selectFrom('standings')
    .innerJoin('relationships', 'relationships.customer_id', 'standings.customer_id')
    .select([
      'relationships.customer_id as customerId',
      'name',
      'model',
      'score',
      'band',
      'lower',
      'last_contact_at as lastContactAt',
      'renews_at as renewsAt',
      'value_amount as amount',
      'value_currency as currency',
    ])
    .where((each) => matches(each, filter, now, search))
    .limit(first + 1);
  // Where few rows are found, they are read and sorted. An index in the order of the list would be read to its end.
  const isSorted = search?.rarest != null;
  for (const each of ordering)
    select = select.orderBy(isSorted ? sql`coalesce(${each}, null)` : each, isAscending ? 'asc' : 'desc');
  if (after) {
    const compare = sql.raw(isAscending ? '>' : '<');
    const before = readCursor(list, after, ordering.length);
    select = select.where(sql<SqlBool>`(${sql.join(ordering)}) ${compare} (${sql.join(before)})`);
  }
  const found: readonly Listed[] = await select.execute();
  const page = pageOf(found, first, (row) => cursorOf(list, ...place(row), row.customerId));
  return { ...page, rows: page.rows.map(({ row, cursor }) => ({ row: shown(row), cursor })) };
}

const shown = ({ band, lower: _lower, amount, currency, ...row }: Listed): RelationshipRow => ({
  ...row,
  band: band as TrustBand,
  value: amount === null || currency === null ? null : { amount, currency },
});

const isOfStanding = (field: RelationshipOrder['field']): boolean => field === 'SCORE' || field === 'LOWER_END';
