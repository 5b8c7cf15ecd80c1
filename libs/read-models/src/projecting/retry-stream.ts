import { sql, type Transaction } from 'kysely';
import { customerOf } from '#contact-log';
import type { EventStore, StoredEvent } from '#event-store';
import type { ModelLog } from '#model-log';
import { declares } from '#relationship';
import type { ViewsDatabase, ViewsSchema } from '../database/database.js';
import { noteToScrub } from '../database/scrub.js';
import { lockViews } from '../database/views-lock.js';
import { insertMany } from '../rows/bulk.js';
import { putAllOffForModels } from '../rows/model-change.js';
import { writeNeedFacts } from '../rows/need-writing.js';
import { poisonIn } from '../rows/poison.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { factsIn, type ContactRow } from './facts-in.js';

export type RetryParts = {
  readonly store: EventStore;
  readonly db: ViewsDatabase;
  readonly relationships: RelationshipViews;
  readonly models: ModelLog;
};

/**
 * Projects the parked events of a stream, all in one transaction or none. If one still cannot be projected, all stay parked,
 * since later ones must wait for it. @returns how many are no longer parked
 */
export async function retryStream(parts: RetryParts, stream: string): Promise<number> {
  const { db, relationships } = parts;
  const positions = await parkedIn(db, stream);
  if (positions.length === 0) return 0;
  try {
    const { rows, needFacts, isModelChanged } = factsIn(await eventsAt(parts.store, stream, positions), parts);
    const customerId = customerOf(stream);
    const read = await relationships.read(customerId === null ? [] : [customerId]);
    return await db.transaction().execute(async (trx) => {
      await lockViews(trx);
      // The projector may have parked another meanwhile, which must not be left behind.
      const now = await parkedIn(trx, stream);
      if (now.length !== positions.length) return 0;
      await insertContacts(trx, rows);
      await writeNeedFacts(trx, needFacts);
      if (read.customerIds.length > 0) await relationships.write(trx, read);
      if (isModelChanged) await putAllOffForModels(trx, positions.at(-1) ?? 0);
      if (rows.some(({ type }) => declares(type, 'erases'))) await noteToScrub(trx, positions.at(-1) ?? 0);
      await trx.deleteFrom('parked').where('stream', '=', stream).execute();
      return positions.length;
    });
  } catch (error) {
    const reason = poisonIn(error);
    if (reason === null) throw error;
    return 0;
  }
}

async function parkedIn(db: ViewsDatabase | Transaction<ViewsSchema>, stream: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('parked')
    .select('position')
    .where('stream', '=', stream)
    .orderBy('position')
    .execute();
  return rows.map(({ position }) => Number(position));
}

async function eventsAt(store: EventStore, stream: string, positions: readonly number[]): Promise<StoredEvent[]> {
  const wanted = new Set(positions);
  const events: StoredEvent[] = [];
  for await (const batch of store.readStream(stream))
    events.push(...batch.filter(({ position }) => wanted.has(Number(position))));
  return events;
}

/** Inserts contacts between those of later positions, as if they had been projected in their turn. */
async function insertContacts(trx: Transaction<ViewsSchema>, rows: readonly ContactRow[]): Promise<void> {
  for (const row of rows) {
    const before = await trx
      .selectFrom('contacts')
      .select('known_by')
      .where('position', '<', row.position)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    const known_by = Math.max(Number(before?.known_by ?? 0), row.recorded_at);
    await insertMany(trx, 'contacts', [{ ...row, known_by }], 'position');
    await sql`update contacts set known_by = ${known_by} where position > ${row.position} and known_by < ${known_by}`.execute(
      trx,
    );
  }
}
