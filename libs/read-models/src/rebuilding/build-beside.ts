import { identityOf, type EventStore } from '#event-store';
import type { ModelLog } from '#model-log';
import type { ViewsDatabase } from '../database/database.js';
import { emptyViews, misfitOf } from '../database/views-of-log.js';
import { Projector } from '../projecting/projector.js';
import { countPending } from '../rows/put-off.js';
import type { RelationshipViews } from '../rows/relationship-views.js';

export type BuildParts = {
  readonly store: EventStore;
  /** The tables that are built. They may hold what an earlier call has built: it goes on from there. */
  readonly db: ViewsDatabase;
  readonly relationships: RelationshipViews;
  readonly models: ModelLog;
};

export type Building = {
  readonly reach: (stage: 'project' | 'rows', done: number, total: number) => void;
  readonly signal: AbortSignal;
};

const EVENTS_AT_A_TIME = 5_000;
/** What is recorded meanwhile is taken in, too, so that little is left once the tables are in place. */
const ROUNDS = 5;

/**
 * Fills tables that nobody reads yet with all that the log says. It may be broken off at any point, by the signal or by an end of
 * the process: the next call goes on. @throws the reason of the signal
 */
export async function buildBeside(parts: BuildParts, building: Building): Promise<void> {
  const { store, db, models } = parts;
  if ((await misfitOf(db, store, await identityOf(store))) !== null) await emptyViews(db);
  await models.read();
  let built = -1n;
  for (let round = 0; round < ROUNDS; round += 1) {
    const head = (await store.head()) ?? 0n;
    if (head === built) return;
    await projectAll(parts, building, Number(head));
    await makeRows(parts, building);
    built = head;
  }
}

async function projectAll(
  { store, db, relationships, models }: BuildParts,
  { reach, signal }: Building,
  head: number,
): Promise<void> {
  const projector = new Projector(store, db, relationships, models);
  const progress = setInterval(() => reach('project', Number(projector.position), head), 200);
  try {
    await projector.catchUp(EVENTS_AT_A_TIME, signal);
  } finally {
    clearInterval(progress);
  }
  signal.throwIfAborted();
  reach('project', head, head);
}

async function makeRows({ db, relationships }: BuildParts, { reach, signal }: Building): Promise<void> {
  const total = await countPending(db);
  for (;;) {
    const isMore = await relationships.refreshSome();
    signal.throwIfAborted();
    if (!isMore) return;
    reach('rows', total - (await countPending(db)), total);
  }
}
