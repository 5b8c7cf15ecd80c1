import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { answersAt, isNamed, normalId } from '#relationship';
import { TRUST_BANDS, type TrustBand } from '#trust';
import type { ViewsDatabase, ViewsSchema } from '../database/database.js';
import { AMOUNT, CURRENCY, NEVER_MS, RENEWAL } from '../database/orderings.js';
import type { RelationshipFilter } from './relationship-filter.js';
import { withinOwned } from './scope.js';
import { isFound, searchFor, type Search } from './search.js';

/** How many relationships match, by what people choose among them. */
export type RelationshipCounts = {
  readonly total: number;
  /** Each as if the filter named no band, so that the others can be chosen instead; so do the other two. Every band is there. */
  readonly byBand: readonly { readonly band: TrustBand; readonly count: number }[];
  /** By who is responsible at the time of the query; null: nobody. The most first. */
  readonly byOwner: readonly { readonly owner: string | null; readonly count: number }[];
  readonly bySegment: readonly { readonly segment: string | null; readonly count: number }[];
};

/** The rows must have been refreshed for `now` before. @param now milliseconds since the epoch */
export async function countRelationships(
  db: ViewsDatabase,
  filter: RelationshipFilter,
  now: number,
): Promise<RelationshipCounts> {
  const search = await searchFor(db, filter.search);
  // One row for each combination: few, however many relationships there are. Owner, segment and band are judged here.
  const groups = await db
    .selectFrom('counted')
    .select(['owner', 'cover_owner', 'cover_until', 'segment', 'band'])
    .select((each) => each.fn.countAll<number>().as('count'))
    .where((each) => narrows(each, filter, search))
    .groupBy(['owner', 'cover_owner', 'cover_until', 'segment', 'band'])
    .execute();
  let total = 0;
  const byBand = new Map<string | null, number>(TRUST_BANDS.map((band) => [band, 0]));
  const byOwner = new Map<string | null, number>();
  const bySegment = new Map<string | null, number>();
  for (const { owner, cover_owner, cover_until, segment, band, ...group } of groups) {
    const count = Number(group.count);
    const cover = cover_owner === null || cover_until === null ? null : { owner: cover_owner, until: cover_until };
    const responsible = answersAt({ owner, cover }, now);
    const isOfOwner = filter.owner == null || isNamed(filter.owner, responsible);
    const isOfSegment = filter.segment == null || isNamed(filter.segment, segment);
    const isOfBand = filter.band == null || filter.band === band;
    if (isOfOwner && isOfSegment && isOfBand) total += count;
    if (isOfOwner && isOfSegment) add(byBand, band, count);
    if (isOfSegment && isOfBand) add(byOwner, formOf(responsible), count);
    if (isOfOwner && isOfBand) add(bySegment, formOf(segment), count);
  }
  return {
    total,
    byBand: TRUST_BANDS.map((band) => ({ band, count: byBand.get(band) ?? 0 })),
    byOwner: mostFirst(byOwner).map(([owner, count]) => ({ owner, count })),
    bySegment: mostFirst(bySegment).map(([segment, count]) => ({ segment, count })),
  };
}

/** All of the filter but owner, segment and band. */
function narrows(
  each: ExpressionBuilder<ViewsSchema, 'counted'>,
  filter: RelationshipFilter,
  search: Search | null,
): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [];
  if (!filter.includeClosed) all.push(each('closed', '=', sql.lit(0)));
  if (filter.scope != null) all.push(withinOwned(filter.scope, 'counted'));
  if (search !== null) all.push(isFound(search, 'counted'));
  const terms: Expression<SqlBool>[] = [];
  // The expressions of the indexes, so that these are read and not the wide rows.
  if (filter.renewsFrom != null || filter.renewsBefore != null) {
    terms.push(sql`${RENEWAL} >= ${filter.renewsFrom ?? -NEVER_MS}`);
    terms.push(sql`${RENEWAL} < ${filter.renewsBefore ?? NEVER_MS}`);
  }
  if (terms.length > 0) all.push(isAmong(terms));
  if (filter.valueAtLeast != null) {
    const { currency, amount } = filter.valueAtLeast;
    all.push(isAmong([sql`${CURRENCY} = ${currency}`, sql`${AMOUNT} >= ${amount}`]));
  }
  return each.and(all);
}

const isAmong = (conditions: readonly Expression<SqlBool>[]): Expression<SqlBool> =>
  sql`"counted"."customer_id" in (select "customer_id" from "relationships" where ${sql.join(conditions, sql` and `)})`;

function add(counts: Map<string | null, number>, key: string | null, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

const formOf = (name: string | null): string | null => (name === null ? null : normalId(name));

const mostFirst = (counts: ReadonlyMap<string | null, number>): readonly (readonly [string | null, number])[] =>
  [...counts].sort(([a, less], [b, more]) => more - less || ((a ?? '') < (b ?? '') ? -1 : 1));
