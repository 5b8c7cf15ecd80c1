import type { EventStore, LogIdentity } from '#event-store';
import { countPending, misfitOf, parkedByReason, PARKED_REASONS, positionOf, type ViewsDatabase } from '#read-models';
import { count } from '../terminal/text-table.js';
import { about, type Finding } from './finding.js';

const MISFITS = {
  'another log': 'they are those of another log',
  'another place': 'they were made from this log in another place, where its events have other positions',
  ahead: 'they hold events that the log does not have',
};
const MOST_BEHIND = 1_000;

/** Whether the views are of this log, and how far they are. */
export async function checkViews(
  db: ViewsDatabase,
  store: EventStore,
  identity: LogIdentity | null,
): Promise<readonly Finding[]> {
  const { ok, look, wrong } = about('views');
  const misfit = await misfitOf(db, store, identity);
  if (misfit !== null)
    return [
      wrong(
        MISFITS[misfit],
        'Restart the server: it builds them anew, or says why it does not. Check that the log is right first.',
      ),
    ];
  const behind = await eventsAfter(store, BigInt(await positionOf(db)));
  const pending = await countPending(db);
  const rows = pending === 0 ? '' : `; ${count(pending)} rows are computed when they are asked for`;
  if (behind > MOST_BEHIND)
    return [
      look(
        `they are more than ${count(MOST_BEHIND)} events behind the log${rows}`,
        'Nothing, if a server is starting or rebuilding them. Else look at /health/ready and the log of the server.',
      ),
    ];
  return [ok(`they are of this log, ${count(behind)} events behind${rows}`)];
}

/** Counts up to one more than the limit. */
async function eventsAfter(store: EventStore, after: bigint): Promise<number> {
  let events = 0;
  for await (const batch of store.readAll({ after, limit: MOST_BEHIND + 1 })) events += batch.length;
  return events;
}

/** What is parked, by reason. */
export async function checkParked(db: ViewsDatabase): Promise<readonly Finding[]> {
  const { ok, wrong } = about('parked');
  const found = await parkedByReason(db);
  if (found.length === 0) return [ok('nothing is parked')];
  return found.map(({ reason, events }) =>
    wrong(
      `${count(events)} events: ${reason}. ${PARKED_REASONS[reason]}`,
      'See `rapport parked`, then `rapport parked --retry`.',
    ),
  );
}
