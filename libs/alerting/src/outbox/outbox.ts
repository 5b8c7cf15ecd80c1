import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import { DAY_MS } from '#relationship';
import type { DeliveriesTable, OutboxSchema } from './outbox-schema.js';

/** An alert for one endpoint. */
export type Delivery = {
  /** Follows from what is told and to whom, so the same alert found twice is sent once. */
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly ruleId: string;
  readonly customerId: string;
  readonly event: string;
};

export type KeptDelivery = Delivery & {
  readonly sequence: number;
  readonly state: DeliveriesTable['state'];
  readonly attempts: number;
  readonly nextAt: number;
  readonly createdAt: number;
  readonly settledAt: number | null;
  readonly failure: string | null;
};

export type Reading = { readonly position: bigint; readonly lookedAt: number };

export type DeliveryQuery = {
  readonly state: DeliveriesTable['state'] | null;
  readonly endpointId: string | null;
  /** Only those with a lower sequence. */
  readonly before: number | null;
  readonly first: number;
};

/** How long what was delivered is kept: it also tells that an obligation was told already. */
export const KEPT_MS = 30 * DAY_MS;
export const DEAD_KEPT_MS = 90 * DAY_MS;

/** What is to be sent, in a database that all nodes share. */
export class Outbox {
  constructor(private readonly db: Kysely<OutboxSchema>) {}

  /**
   * How far this log was read. Of a log that it does not know, it begins at the given place.
   * @param store the identity of the log
   */
  async reading(store: string, begin: Reading): Promise<Reading> {
    const row = await this.db.selectFrom('reading').selectAll().where('store', '=', store).executeTakeFirst();
    if (row !== undefined) return { position: BigInt(row.position), lookedAt: Number(row.looked_at) };
    const values = { one: 1, store, position: Number(begin.position), looked_at: begin.lookedAt };
    await this.db
      .insertInto('reading')
      .values(values)
      .onConflict((conflict) => conflict.column('one').doUpdateSet(values))
      .execute();
    return begin;
  }

  /**
   * Moves the reading, and keeps what was found on the way, in one transaction.
   * @returns false if another node has moved it: then nothing was done
   */
  async take(from: Reading, to: Reading, found: readonly Delivery[], now: number): Promise<boolean> {
    return this.db.transaction().execute(async (transaction) => {
      const moved = await transaction
        .updateTable('reading')
        .set({ position: Number(to.position), looked_at: to.lookedAt })
        .where('position', '=', Number(from.position))
        .where('looked_at', '=', from.lookedAt)
        .executeTakeFirst();
      if (moved.numUpdatedRows === 0n) return false;
      await insert(transaction, found, now);
      return true;
    });
  }

  /** The endpoints for which something may be sent now. */
  async endpointsDue(now: number): Promise<readonly string[]> {
    const rows = await this.db
      .selectFrom('deliveries')
      .select('endpoint_id')
      .distinct()
      .where('state', '=', 'PENDING')
      .where('next_at', '<=', now)
      .execute();
    return rows.map(({ endpoint_id }) => endpoint_id);
  }

  /** Of each customer the first that is pending for the endpoint, where its time has come: the later ones wait for it. */
  async due(endpointId: string, now: number, most: number): Promise<readonly KeptDelivery[]> {
    const rows = await this.db
      .selectFrom('deliveries')
      .selectAll()
      .where('state', '=', 'PENDING')
      .where('endpoint_id', '=', endpointId)
      .where('next_at', '<=', now)
      .where(
        sql<boolean>`not exists (select 1 from ${sql.table('deliveries')} as earlier
          where earlier.endpoint_id = ${sql.ref('deliveries.endpoint_id')}
          and earlier.customer_id = ${sql.ref('deliveries.customer_id')}
          and earlier.state = 'PENDING' and earlier.sequence < ${sql.ref('deliveries.sequence')})`,
      )
      .orderBy('sequence')
      .limit(most)
      .execute();
    return rows.map(keptIn);
  }

  async delivered({ sequence, attempts }: KeptDelivery, now: number): Promise<void> {
    await this.settle(sequence, { state: 'DELIVERED', attempts: attempts + 1, settled_at: now, failure: null });
  }

  /** @param nextAt null: it is given up */
  async failed(
    { sequence, attempts }: KeptDelivery,
    failure: string,
    nextAt: number | null,
    now: number,
  ): Promise<void> {
    const tried = { attempts: attempts + 1, failure };
    await this.settle(
      sequence,
      nextAt === null ? { ...tried, state: 'DEAD', settled_at: now } : { ...tried, next_at: nextAt },
    );
  }

  /** Gives up all that is pending for an endpoint. */
  async giveUp(endpointId: string, failure: string, now: number): Promise<void> {
    await this.db
      .updateTable('deliveries')
      .set({ state: 'DEAD', settled_at: now, failure })
      .where('endpoint_id', '=', endpointId)
      .where('state', '=', 'PENDING')
      .execute();
  }

  /** The latest first. */
  async list({ state, endpointId, before, first }: DeliveryQuery): Promise<readonly KeptDelivery[]> {
    let select = this.db.selectFrom('deliveries').selectAll();
    if (state !== null) select = select.where('state', '=', state);
    if (endpointId !== null) select = select.where('endpoint_id', '=', endpointId);
    if (before !== null) select = select.where('sequence', '<', before);
    return (await select.orderBy('sequence', 'desc').limit(first).execute()).map(keptIn);
  }

  /** Sends again, from now on, what was given up. @returns how many */
  async replay(
    which: { readonly deliveryIds: readonly string[] } | { readonly endpointId: string },
    now: number,
  ): Promise<number> {
    const update = this.db
      .updateTable('deliveries')
      .set({ state: 'PENDING', attempts: 0, next_at: now, settled_at: null })
      .where('state', '=', 'DEAD');
    const one =
      'endpointId' in which
        ? update.where('endpoint_id', '=', which.endpointId)
        : update.where('delivery_id', 'in', ['', ...which.deliveryIds]);
    return Number((await one.executeTakeFirst()).numUpdatedRows);
  }

  /** Forgets what was delivered, and what was given up and not sent again, long ago. */
  async prune(now: number): Promise<void> {
    await this.db
      .deleteFrom('deliveries')
      .where((is) =>
        is.or([
          is.and([is('state', '=', 'DELIVERED'), is('settled_at', '<', now - KEPT_MS)]),
          is.and([is('state', '=', 'DEAD'), is('settled_at', '<', now - DEAD_KEPT_MS)]),
        ]),
      )
      .execute();
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  private async settle(sequence: number, set: Partial<DeliveriesTable>): Promise<void> {
    await this.db
      .updateTable('deliveries')
      .set(set as object)
      .where('sequence', '=', sequence)
      .where('state', '=', 'PENDING')
      .execute();
  }
}

const IN_ONE_INSERT = 50;

async function insert(db: Transaction<OutboxSchema>, found: readonly Delivery[], now: number): Promise<void> {
  for (let start = 0; start < found.length; start += IN_ONE_INSERT)
    await db
      .insertInto('deliveries')
      .values(
        found.slice(start, start + IN_ONE_INSERT).map((each) => ({
          delivery_id: each.deliveryId,
          endpoint_id: each.endpointId,
          rule_id: each.ruleId,
          customer_id: each.customerId,
          event: each.event,
          ...{ state: 'PENDING' as const, attempts: 0, next_at: now, created_at: now, settled_at: null, failure: null },
        })),
      )
      .onConflict((conflict) => conflict.column('delivery_id').doNothing())
      .execute();
}

/** Postgres answers numbers of 64 bits as text. */
const keptIn = (row: Selectable<DeliveriesTable>): KeptDelivery => ({
  sequence: Number(row.sequence),
  deliveryId: row.delivery_id,
  endpointId: row.endpoint_id,
  ruleId: row.rule_id,
  customerId: row.customer_id,
  event: row.event,
  state: row.state,
  attempts: row.attempts,
  nextAt: Number(row.next_at),
  createdAt: Number(row.created_at),
  settledAt: row.settled_at === null ? null : Number(row.settled_at),
  failure: row.failure,
});
