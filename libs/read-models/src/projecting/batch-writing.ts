import type { Transaction } from 'kysely';
import type { LogIdentity, StoredEvent } from '#event-store';
import { declares } from '#relationship';
import type { ModelLog } from '#model-log';
import { insertMany } from '../rows/bulk.js';
import { factsIn } from './facts-in.js';
import { eraseParked, park, parkedStreams } from '../rows/parked.js';
import type { ParkedReason } from '../rows/poison.js';
import type { ContactsTable, ViewsDatabase, ViewsSchema } from '../database/database.js';
import { writeNeedFacts } from '../rows/need-writing.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { putAllOffForModels } from '../rows/model-change.js';
import { noteToScrub } from '../database/scrub.js';
import { noteLast } from '../database/views-of-log.js';

/** A batch with more relationships than this is a catch-up: their rows are marked pending and built when they are needed. */
const MOST_TOUCHED_LIVE = 100;

/** Another projector has already committed this part of the log, or what is parked has changed meanwhile: begin again. */
export class CheckpointMoved extends Error {}

/** Log position up to which the views are complete. */
export async function readCheckpoint(db: ViewsDatabase): Promise<number> {
  const row = await db.selectFrom('checkpoint').select('position').where('name', '=', 'views').executeTakeFirst();
  if (row !== undefined) return Number(row.position);
  // Somebody emptied the views. Without this row the checkpoint could never be moved again.
  await db
    .insertInto('checkpoint')
    .values({ name: 'views', position: 0 })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  return 0;
}

export type BatchParts = {
  readonly db: ViewsDatabase;
  readonly relationships: RelationshipViews;
  readonly models: ModelLog;
  /** Of the log whose events these are. */
  readonly identity: LogIdentity | null;
};

/** An event that cannot be projected, and why. */
export type Poison = { readonly event: StoredEvent; readonly reason: ParkedReason };

/**
 * Writes the changes of a batch and moves the checkpoint to its end, in one transaction. Later events of a stream with
 * parked events are parked.
 * @param from the position at which the checkpoint must be: the end of the previous batch
 * @returns whether personal data was removed from the rows
 * @throws CheckpointMoved the checkpoint is at another position, and nothing was written
 * @throws ViewsOfAnotherLog nothing was written
 */
export async function writeBatch(
  { db, relationships, models, identity }: BatchParts,
  batch: readonly StoredEvent[],
  from: number,
): Promise<boolean> {
  const lastEvent = batch.at(-1);
  if (lastEvent === undefined) return false;
  const parked = await parkedStreams(db);
  const waiting = batch.filter(({ stream }) => parked.has(stream));
  const { rows, needFacts, isModelChanged } = factsIn(
    waiting.length === 0 ? batch : batch.filter(({ stream }) => !parked.has(stream)),
    { relationships, models },
  );
  const touched = [...new Set(rows.map((row) => row.customer_id))];
  const isLive = touched.length <= MOST_TOUCHED_LIVE;
  const erased = rows.filter(({ type }) => declares(type, 'erases')).map((row) => row.customer_id);
  // The rows of erased customers are rewritten now, not when they are next needed.
  const read = await relationships.read(isLive ? touched : [...new Set(erased)]);
  const putOff = isLive ? [] : touched;
  const last = Number(lastEvent.position);
  return db.transaction().execute(async (trx) => {
    await moveCheckpoint(trx, identity, from, lastEvent);
    // A retry may have released a stream meanwhile, or a list may have parked one.
    if (!isSameSet(parked, await parkedStreams(trx))) throw new CheckpointMoved();
    await park(trx, waiting, 'WAITS', relationships.now());
    await insertMany(trx, 'contacts', await knownBy(trx, rows));
    await writeNeedFacts(trx, needFacts);
    if (read.customerIds.length > 0) await relationships.write(trx, read);
    await insertMany(
      trx,
      'pending',
      putOff.map((customer_id) => ({ customer_id })),
      'customer_id',
    );
    if (isModelChanged) await putAllOffForModels(trx, last);
    const isErased = (await eraseParked(trx, waiting)) || erased.length > 0;
    if (isErased) await noteToScrub(trx, last);
    return isErased;
  });
}

/** Parks an event and moves the checkpoint past it. @returns and @throws as writeBatch */
export async function parkEvent(
  { db, relationships, identity }: BatchParts,
  { event, reason }: Poison,
  from: number,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await moveCheckpoint(trx, identity, from, event);
    await park(trx, [event], reason, relationships.now());
    const isErased = await eraseParked(trx, [event]);
    if (isErased) await noteToScrub(trx, Number(event.position));
    return isErased;
  });
}

async function moveCheckpoint(
  trx: Transaction<ViewsSchema>,
  identity: LogIdentity | null,
  from: number,
  last: StoredEvent,
): Promise<void> {
  const moved = await trx
    .updateTable('checkpoint')
    .set({ position: Number(last.position) })
    .where('name', '=', 'views')
    .where('position', '=', from)
    .executeTakeFirst();
  if (Number(moved.numUpdatedRows) !== 1) throw new CheckpointMoved();
  await noteLast(trx, identity, last);
}

const isSameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((stream) => b.has(stream));

/** Adds to each row the latest time of recording up to it. @param rows in log order, after all rows in the table */
async function knownBy(
  trx: Transaction<ViewsSchema>,
  rows: readonly Omit<ContactsTable, 'known_by'>[],
): Promise<ContactsTable[]> {
  if (rows.length === 0) return [];
  const last = await trx
    .selectFrom('contacts')
    .select('known_by')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  let latest = Number(last?.known_by ?? 0);
  return rows.map((row) => ({ ...row, known_by: (latest = Math.max(latest, row.recorded_at)) }));
}
