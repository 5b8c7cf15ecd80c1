import type { ViewsDatabase } from '../database/database.js';
import { withinOwned, type Scope } from './scope.js';
import { matches, type RelationshipFilter } from './relationship-filter.js';

export type CustomerFilter = Omit<RelationshipFilter, 'band' | 'search'> & { readonly customerId?: string | null };

const CHUNK = 1_000;

/**
 * The customers of all relationships that match, by customer id, a chunk at a time. Rows must have been refreshed.
 * @param now milliseconds since the epoch
 */
export async function* listCustomers(
  db: ViewsDatabase,
  { customerId, ...filter }: CustomerFilter,
  now: number,
): AsyncIterable<readonly string[]> {
  for (let after: string | null = null; ;) {
    let select = db
      .selectFrom('standings')
      .innerJoin('relationships', 'relationships.customer_id', 'standings.customer_id')
      .select('relationships.customer_id')
      .where((each) => matches(each, filter, now))
      .orderBy('relationships.customer_id')
      .limit(CHUNK);
    if (customerId != null) select = select.where('relationships.customer_id', '=', customerId);
    if (after !== null) select = select.where('relationships.customer_id', '>', after);
    const chunk: readonly string[] = (await select.execute()).map((row) => row.customer_id);
    if (chunk.length > 0) yield chunk;
    if (chunk.length < CHUNK) return;
    after = chunk.at(-1) ?? null;
  }
}

/** The customers of the scope, by customer id. */
export async function customersWithin(db: ViewsDatabase, scope: Scope): Promise<readonly string[]> {
  const found = await db
    .selectFrom('relationships')
    .select('customer_id')
    .where(withinOwned(scope, 'relationships'))
    .orderBy('customer_id')
    .execute();
  return found.map((row) => row.customer_id);
}

/** The customers of all open relationships that one of these owns or covers, now or formerly covered, by customer id. */
export async function customersHeldBy(db: ViewsDatabase, managers: readonly string[]): Promise<readonly string[]> {
  const held = await db
    .selectFrom('relationships')
    .select('customer_id')
    .where('closed', '=', 0)
    .where((each) => each.or([each('owner', 'in', managers), each('cover_owner', 'in', managers)]))
    .orderBy('customer_id')
    .execute();
  return held.map((row) => row.customer_id);
}
