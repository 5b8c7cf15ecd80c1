import { sql } from 'kysely';
import type { NeedStatus } from '#relationship';
import type { NeedFulfilmentsTable, NeedStepsTable, ViewsDatabase } from '../database/database.js';
import type { NeedSummary } from './need-summary.js';

/** A need across all customers. Times are milliseconds since the epoch. */
export type NeedRow = {
  readonly needId: string;
  readonly status: NeedStatus;
  /** How many customers wait. */
  readonly waiting: number;
  /** Since when the one waits who has waited longest; null where nobody does. */
  readonly waitingSince: number | null;
  /** How many customers ever asked. */
  readonly customersAsked: number;
  /** Requests behind which the need stood, of all customers. */
  readonly timesAsked: number;
  readonly alternativesAccepted: number;
  /** When it was last fulfilled for a customer; null where it never was. */
  readonly fulfilledAt: number | null;
  /** Who answers for it, by the latest step that says so; null where none does. */
  readonly owner: string | null;
  /** In the order of time. */
  readonly steps: readonly ListedStep[];
  /** In the order of time. */
  readonly fulfilments: readonly ListedFulfilment[];
  /** The last contact of any customer that says the need in words, which are that customer's; null where none does. */
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
  /** Whether every customer who waited has been seen to. */
  readonly done: boolean;
};

/** With what is kept in rows of its own: a few queries for the whole page. */
export async function needRows(db: ViewsDatabase, summaries: readonly NeedSummary[]): Promise<NeedRow[]> {
  const needIds = [...summaries.map((row) => row.need_id), ''];
  const steps = await stepsOf(db, needIds);
  const fulfilments = await fulfilmentsOf(db, needIds);
  const worded = await wordedBy(db, needIds);
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

/** For each need, who said it in words last. */
async function wordedBy(db: ViewsDatabase, needIds: readonly string[]) {
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
    .$narrowType<{ contact_id: string }>();
  return db.selectFrom(latest.as('latest')).selectAll().where('place', '=', 1).execute();
}
