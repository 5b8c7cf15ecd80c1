import { sql } from 'kysely';
import type { NeedStatus } from '#relationship';
import type { ViewsDatabase } from '../database/database.js';
import { within, type Scope } from './scope.js';

/** After every instant at which a customer can have started to wait. */
const NOBODY_WAITS = 8.64e15;

/**
 * Sums over the customers who asked for each need, with its status and its rank in the register: most waiting customers
 * first, then the longest wait. Counts are numbers or, from Postgres, text.
 * @param asked `needId`: only this need; left out: all. `scope`: the customers who count; null: all
 */
export function needSummaries(db: ViewsDatabase, { needId, scope }: { needId?: string; scope: Scope | null }) {
  let asked = db
    .selectFrom('need_requests')
    .select(({ fn }) => [
      'need_id',
      fn.count('waiting_since').as('waiting'),
      fn.min('waiting_since').as('waiting_since'),
      fn.countAll().as('customers_asked'),
      fn.sum('times_asked').as('times_asked'),
      fn.sum('alternatives_accepted').as('alternatives_accepted'),
      fn.max('fulfilled_at').as('fulfilled_at'),
    ])
    .groupBy('need_id');
  if (needId !== undefined) asked = asked.where('need_id', '=', needId);
  if (scope !== null) asked = asked.where(within(scope, 'need_requests'));
  const steps = db
    .selectFrom('need_steps')
    .select(({ fn }) => ['need_id as of_need', fn.max('occurred_at').as('last_step_at')])
    .groupBy('need_id');
  return db
    .selectFrom(asked.as('asked'))
    .leftJoin(steps.as('steps'), 'steps.of_need', 'asked.need_id')
    .selectAll('asked')
    .select([
      sql<NeedStatus>`case
        when waiting = 0 then case when fulfilled_at is null then 'OPEN' else 'FULFILLED' end
        when last_step_at > coalesce(fulfilled_at, -1) then 'PATHWAY'
        else 'OPEN' end`.as('status'),
      sql<number>`-waiting`.as('rank'),
      sql<number>`coalesce(waiting_since, ${sql.lit(NOBODY_WAITS)})`.as('since'),
    ]);
}

export type NeedSummary = Awaited<ReturnType<ReturnType<typeof needSummaries>['execute']>>[number];
