import { sql, type Transaction } from 'kysely';
import { streamOf } from '#contact-log';
import { StreamDeleted, type EventStore, type LogIdentity, type StoredEvent } from '#event-store';
import type { ViewsDatabase, ViewsSchema } from './database.js';
import { noteToScrub } from './scrub.js';
import { lockViews } from './views-lock.js';

// The views know of which log they are, and the last event that they hold. A checkpoint alone would be taken for a position
// in any log: in one that is older, or another, rows of contacts that it does not have would stay in the lists.

/** Why views are not those of a log. */
export type Misfit =
  /** They were made from a log with another lineage. */
  | 'another log'
  /** They were made from the same log in another place, where its events have other positions. */
  | 'another place'
  /** They hold an event that the log does not have: the log is older, or lost its end. */
  | 'ahead';

/** @param identity null if the log has none yet @returns null if the views are of this log, or empty */
export async function misfitOf(
  db: ViewsDatabase,
  store: EventStore,
  identity: LogIdentity | null,
): Promise<Misfit | null> {
  const row = await db.selectFrom('of_log').selectAll().executeTakeFirst();
  const checkpoint = await positionOf(db);
  if (checkpoint === 0) return null;
  if (row !== undefined && row.lineage !== (identity?.lineage ?? '')) return 'another log';
  if (row !== undefined && row.store !== (identity?.store ?? '')) return 'another place';
  if (Number((await store.head()) ?? 0n) < checkpoint) return 'ahead';
  const last = row ?? (await lastContact(db));
  return last === null || (await isAt(store, last)) ? null : 'ahead';
}

type Place = { readonly stream: string; readonly revision: number; readonly position: number; readonly id?: string };

/** For views of an earlier release, which did not note the last event. */
async function lastContact(db: ViewsDatabase): Promise<Place | null> {
  const row = await db
    .selectFrom('contacts')
    .select(['customer_id', 'revision', 'position'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, stream: streamOf(row.customer_id) };
}

async function isAt(store: EventStore, { stream, revision, position, id }: Place): Promise<boolean> {
  try {
    for await (const [event] of store.readStream(stream, { fromRevision: revision }))
      return event !== undefined && Number(event.position) === Number(position) && event.id === (id ?? event.id);
    return false;
  } catch (error) {
    if (error instanceof StreamDeleted) return true;
    throw error;
  }
}

/** The views became those of another log while this process wrote them. Nothing was written. */
export class ViewsOfAnotherLog extends Error {}

/** Notes the last event that the views hold. @throws ViewsOfAnotherLog */
export async function noteLast(
  trx: Transaction<ViewsSchema>,
  identity: LogIdentity | null,
  { stream, revision, position, id }: StoredEvent,
): Promise<void> {
  const { lineage, store } = identity ?? { lineage: '', store: '' };
  const last = { stream, revision, position: Number(position), id };
  const noted = await trx
    .insertInto('of_log')
    .values({ one: 1, lineage, store, ...last })
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet(last).where('of_log.lineage', '=', lineage).where('of_log.store', '=', store),
    )
    .executeTakeFirst();
  if (Number(noted.numInsertedOrUpdatedRows) !== 1) throw new ViewsOfAnotherLog();
}

const PROJECTED = [
  'of_log',
  'parked',
  'contacts',
  'relationships',
  'standings',
  'name_words',
  'counted',
  'exposures',
  'joined_ids',
  'obligations',
  'promises_answered',
  'answers_by_week',
  'calibrations',
  'need_requests',
  'need_steps',
  'need_fulfilments',
  'pending',
  'to_watch',
] as const;

/** Empties the views, so that they are rebuilt from the log. A projector that runs elsewhere notices it. */
export async function emptyViews(db: ViewsDatabase): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockViews(trx);
    for (const table of PROJECTED) await trx.deleteFrom(table).execute();
    await trx.deleteFrom('checkpoint').where('name', '=', 'models').execute();
    await trx.updateTable('checkpoint').set({ position: 0 }).where('name', '=', 'views').execute();
    await trx
      .updateTable('answers_changed')
      .set(({ ref }) => ({ times: sql<number>`${ref('times')} + 1` }))
      .execute();
    await noteToScrub(trx, 0);
  });
}

/** Log position up to which the views are complete; 0 for empty views. */
export async function positionOf(db: ViewsDatabase): Promise<number> {
  const row = await db.selectFrom('checkpoint').select('position').where('name', '=', 'views').executeTakeFirst();
  return Number(row?.position ?? 0);
}
