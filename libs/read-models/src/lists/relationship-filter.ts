import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { formsOf, type Money } from '#relationship';
import type { TrustBand } from '#trust';
import type { ViewsSchema } from '../database/database.js';
import { answeredBy } from './answered-by.js';
import { withinOwned, type Scope } from './scope.js';
import { isFound, type Search } from './search.js';

/** A field that is null or left out does not filter. */
export type RelationshipFilter = {
  /** Words that begin words of the customer's name or id, without accents and case. */
  readonly search?: string | null;
  /** Who is responsible for it at the time of the query, including holiday cover. */
  readonly owner?: string | null;
  readonly segment?: string | null;
  readonly band?: TrustBand | null;
  /** Left out: open relationships only. */
  readonly includeClosed?: boolean | null;
  /** Renewed then or later, milliseconds since the epoch. */
  readonly renewsFrom?: number | null;
  /** Renewed before then. */
  readonly renewsBefore?: number | null;
  /** Worth so much or more, in this currency. */
  readonly valueAtLeast?: Money | null;
  /** Which relationships the caller sees; null or left out: all. */
  readonly scope?: Scope | null;
};

type Builder = ExpressionBuilder<ViewsSchema, 'relationships' | 'standings'>;

/** @param search that of the filter; null: none */
export function matches(
  each: Builder,
  filter: Omit<RelationshipFilter, 'search'>,
  now: number,
  search: Search | null = null,
): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [];
  // A literal, because with a bound value SQLite expects more rows and scans the whole table instead of an index.
  if (!filter.includeClosed) all.push(each('closed', '=', sql.lit(0)));
  if (filter.segment != null) all.push(each('segment', 'in', formsOf(filter.segment)));
  if (filter.band != null) all.push(each('band', '=', filter.band));
  if (filter.owner != null) all.push(answeredBy([filter.owner], now));
  if (search !== null) all.push(isFound(search, 'standings'));
  if (filter.scope != null) all.push(withinOwned(filter.scope, 'relationships'));
  if (filter.renewsFrom != null) all.push(each('renews_at', '>=', filter.renewsFrom));
  if (filter.renewsBefore != null) all.push(each('renews_at', '<', filter.renewsBefore));
  if (filter.valueAtLeast != null) {
    all.push(each('value_currency', '=', filter.valueAtLeast.currency));
    all.push(each('value_amount', '>=', filter.valueAtLeast.amount));
  }
  return each.and(all);
}
