import { sql } from 'kysely';
import type { NeedStatus } from '#relationship';
import type { NeedFulfilmentsTable, NeedStepsTable, ViewsDatabase } from '../database/database.js';
import { within, type Scope } from './scope.js';
import type { NeedSummary } from './need-summary.js';

/** A need across all customers. Times are milliseconds since the epoch. */
export type NeedRow = {
  readonly needId: string;
  readonly status: NeedStatus;
  /** How many customers wait. */
  readonly waiting: number;
  /** Since when the customer with the longest wait has waited; null if nobody waits. */
  readonly waitingSince: number | null;
  /** How many customers ever asked. */
  readonly customersAsked: number;
  /** Requests for the need, of all customers. */
  readonly timesAsked: number;
  readonly alternativesAccepted: number;
  /** When it was last fulfilled for a customer; null if never. */
  readonly fulfilledAt: number | null;
  /** Who is responsible for it, by the latest step that names an owner; null if none does. */
  readonly owner: string | null;
  /** In the order of time. */
  readonly steps: readonly ListedStep[];
  /** In the order of time. */
  readonly fulfilments: readonly ListedFulfilment[];
  /** The last contact of any customer that describes the need in words; null if none does. The words are that customer's data. */
  readonly wordedBy: { readonly customerId: string; readonly contactId: string } | null;
};

export type ListedStep = {
  readonly stepId: string;
  readonly step: string;
  readonly owner: string | null;
  readonly occurredAt: number;
  readonly recordedBy: string;
};

export type ListedFulfilment = {
  readonly fulfilmentId: string;
  readonly change: string | null;
  readonly occurredAt: number;
  readonly recordedBy: string;
  /** Whether it is recorded with every customer who waited. */
  readonly done: boolean;
};

/** Adds steps, fulfilments and words to the summaries, with a few queries for the whole page. */
export async function needRows(
  db: ViewsDatabase,
  summaries: readonly NeedSummary[],
  scope: Scope | null,
): Promise<NeedRow[]> {
  const needIds = [...summaries.map((row) => row.need_id), ''];
  const steps = await stepsOf(db, needIds);
  const fulfilments = await fulfilmentsOf(db, needIds);
  const worded = await wordedBy(db, needIds, scope);
  return summaries.map((row) => {
    const own = steps.filter((step) => step.need_id === row.need_id);
    const words = worded.find((each) => each.need_id === row.need_id);
    return {
      needId: row.need_id,
      status: row.status,
      waiting: Number(row.waiting),
      waitingSince: row.waiting_since === null ? null : Number(row.waiting_since),
      customersAsked: Number(row.customers_asked),
      timesAsked: Number(row.times_asked),
      alternativesAccepted: Number(row.alternatives_accepted),
      fulfilledAt: row.fulfilled_at === null ? null : Number(row.fulfilled_at),
      owner: own.findLast(({ owner }) => owner !== null)?.owner ?? null,
      steps: own.map(listedStep),
      fulfilments: fulfilments.filter((each) => each.need_id === row.need_id).map(listedFulfilment),
      wordedBy: words === undefined ? null : { customerId: words.customer_id, contactId: words.contact_id },
    };
  });
}

const stepsOf = (db: ViewsDatabase, needIds: readonly string[]): Promise<NeedStepsTable[]> =>
  db
    .selectFrom('need_steps')
    .selectAll()
    .where('need_id', 'in', needIds)
    .orderBy('occurred_at')
    .orderBy('event_id')
    .execute();

const fulfilmentsOf = (db: ViewsDatabase, needIds: readonly string[]): Promise<NeedFulfilmentsTable[]> =>
  db
    .selectFrom('need_fulfilments')
    .selectAll()
    .where('need_id', 'in', needIds)
    .orderBy('occurred_at')
    .orderBy('event_id')
    .execute();

const listedStep = (row: NeedStepsTable): ListedStep => ({
  stepId: row.event_id,
  step: row.step,
  owner: row.owner,
  occurredAt: Number(row.occurred_at),
  recordedBy: row.recorded_by,
});

const listedFulfilment = (row: NeedFulfilmentsTable): ListedFulfilment => ({
  fulfilmentId: row.event_id,
  change: row.change,
  occurredAt: Number(row.occurred_at),
  recordedBy: row.recorded_by,
  done: row.done_at_position !== null,
});

/** For each need, the customer of the scope who last described it in words. */
async function wordedBy(db: ViewsDatabase, needIds: readonly string[], scope: Scope | null) {
  const latest = db
    .selectFrom('need_requests')
    .select([
      'need_id',
      'customer_id',
      'worded_by_contact_id as contact_id',
      sql<number>`row_number() over (partition by need_id order by last_asked_at desc, customer_id)`.as('place'),
    ])
    .where('need_id', 'in', needIds)
    .where('worded_by_contact_id', 'is not', null)
    .$if(scope !== null, (rows) => (scope === null ? rows : rows.where(within(scope, 'need_requests'))))
    .$narrowType<{ contact_id: string }>();
  return db.selectFrom(latest.as('latest')).selectAll().where('place', '=', 1).execute();
}
