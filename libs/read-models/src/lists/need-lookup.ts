import type { ViewsDatabase } from '../database/database.js';
import { within, type Scope } from './scope.js';

/** A customer who waits for a need. Times are milliseconds since the epoch. */
export type WaitingCustomer = {
  readonly customerId: string;
  readonly since: number;
  /** Requests for the need, including those answered before. */
  readonly timesAsked: number;
  readonly lastRequestContactId: string;
};

/** The customers of the scope who wait for each of these needs, the longest wait first. */
export async function waitingFor(
  db: ViewsDatabase,
  needIds: readonly string[],
  scope: Scope | null,
): Promise<ReadonlyMap<string, readonly WaitingCustomer[]>> {
  const found = await db
    .selectFrom('need_requests')
    .select(['need_id', 'customer_id', 'waiting_since', 'times_asked', 'last_request_contact_id'])
    .where('need_id', 'in', [...needIds, ''])
    .where('waiting_since', 'is not', null)
    .$if(scope !== null, (rows) => (scope === null ? rows : rows.where(within(scope, 'need_requests'))))
    .orderBy('need_id')
    .orderBy('waiting_since')
    .orderBy('customer_id')
    .execute();
  const byNeed = new Map<string, WaitingCustomer[]>();
  for (const row of found) {
    const waiting = byNeed.get(row.need_id) ?? [];
    byNeed.set(row.need_id, waiting);
    waiting.push({
      customerId: row.customer_id,
      since: Number(row.waiting_since),
      timesAsked: row.times_asked,
      lastRequestContactId: row.last_request_contact_id,
    });
  }
  return byNeed;
}

export async function askersOf(db: ViewsDatabase, needId: string): Promise<readonly string[]> {
  const found = await db
    .selectFrom('need_requests')
    .select('customer_id')
    .where('need_id', '=', needId)
    .orderBy('customer_id')
    .execute();
  return found.map((row) => row.customer_id);
}

export async function unfinishedFulfilments(db: ViewsDatabase): Promise<readonly string[]> {
  const found = await db
    .selectFrom('need_fulfilments')
    .select('need_id')
    .distinct()
    .where('done_at_position', 'is', null)
    .orderBy('need_id')
    .execute();
  return found.map((row) => row.need_id);
}

export async function recordedNeeds(db: ViewsDatabase): Promise<readonly string[]> {
  const stepped = db.selectFrom('need_steps').select('need_id');
  const found = await stepped.union(db.selectFrom('need_fulfilments').select('need_id')).execute();
  return found.map((row) => row.need_id);
}
