import { sql, type Transaction } from 'kysely';
import { customerOf, streamOf, UNREADABLE_TEXT } from '#contact-log';
import type { StoredEvent } from '#event-store';
import { declares } from '#relationship';
import type { ParkedTable, ViewsDatabase, ViewsSchema } from '../database/database.js';
import { insertMany } from './bulk.js';
import type { ParkedReason } from './poison.js';

/** Streams with parked events: their later events are parked, too, so that their order is kept. */
export async function parkedStreams(db: ViewsDatabase | Transaction<ViewsSchema>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('parked').select('stream').distinct().execute();
  return new Set(rows.map(({ stream }) => stream));
}

/** Parks events, each once. @param since milliseconds since the epoch */
export async function park(
  trx: Transaction<ViewsSchema>,
  events: readonly Pick<StoredEvent, 'position' | 'stream' | 'revision' | 'id' | 'type'>[],
  reason: ParkedReason,
  since: number,
): Promise<void> {
  const rows = events.map(({ position, stream, revision, id, type }): ParkedTable => ({
    position: Number(position),
    stream,
    customer_id: customerOf(stream),
    revision,
    event_id: id,
    type,
    reason,
    since,
  }));
  await insertMany(trx, 'parked', rows, 'position');
}

/** An erasure that is parked still removes the name from the row. @returns whether there was one */
export async function eraseParked(trx: Transaction<ViewsSchema>, events: readonly StoredEvent[]): Promise<boolean> {
  const erased = events.filter(({ type }) => declares(type, 'erases')).map(({ stream }) => customerOf(stream) ?? '');
  if (erased.length === 0) return false;
  await trx.updateTable('relationships').set({ name: UNREADABLE_TEXT }).where('customer_id', 'in', erased).execute();
  return true;
}

/** Parks the last projected contact of a relationship whose row cannot be built: its later contacts then wait. */
export async function parkRelationship(
  trx: Transaction<ViewsSchema>,
  customerId: string,
  reason: ParkedReason,
  since: number,
): Promise<void> {
  const { rows } = await sql<{ position: number; revision: number; type: string }>`
    select position, revision, type from contacts where customer_id = ${customerId} order by position desc limit 1`.execute(
    trx,
  );
  const last = rows[0];
  if (last === undefined) return;
  const parked = await trx
    .selectFrom('parked')
    .select('position')
    .where('customer_id', '=', customerId)
    .limit(1)
    .execute();
  if (parked.length > 0) return;
  await park(trx, [{ ...last, position: BigInt(last.position), stream: streamOf(customerId), id: '' }], reason, since);
}

export type ParkedEvent = {
  readonly position: number;
  readonly stream: string;
  /** Null if the event is not of a relationship. */
  readonly customerId: string | null;
  readonly type: string;
  readonly reason: ParkedReason;
  /** Milliseconds since the epoch. */
  readonly since: number;
};

/** The parked events in the order of the log. */
export async function listParked(db: ViewsDatabase, most: number): Promise<readonly ParkedEvent[]> {
  const rows = await db.selectFrom('parked').selectAll().orderBy('position').limit(most).execute();
  return rows.map(({ position, stream, customer_id, type, reason, since }) => ({
    position: Number(position),
    stream,
    customerId: customer_id,
    type,
    reason: reason as ParkedReason,
    since: Number(since),
  }));
}

/** How many events are parked for each reason. */
export async function parkedByReason(
  db: ViewsDatabase,
): Promise<readonly { readonly reason: ParkedReason; readonly events: number }[]> {
  const rows = await db
    .selectFrom('parked')
    .select((each) => ['reason', each.fn.countAll<number>().as('events')])
    .groupBy('reason')
    .orderBy('reason')
    .execute();
  return rows.map(({ reason, events }) => ({ reason: reason as ParkedReason, events: Number(events) }));
}

export async function countParked(db: ViewsDatabase): Promise<number> {
  const { count } = await db
    .selectFrom('parked')
    .select((each) => each.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
