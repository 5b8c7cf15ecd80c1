import type { EventStore } from '#event-store';
import type { ParkedTable, ViewsDatabase } from '../database/database.js';
import { shown, type Difference } from './differences.js';

type Parked = Pick<ParkedTable, 'position' | 'stream' | 'customer_id' | 'revision' | 'event_id' | 'type' | 'reason'>;

export const parkedIn = (db: ViewsDatabase): Promise<Parked[]> =>
  db
    .selectFrom('parked')
    .select(['position', 'stream', 'customer_id', 'revision', 'event_id', 'type', 'reason'])
    .orderBy('position')
    .execute();

/**
 * What is parked at another place in the views than the rules say: once an event of a stream is parked, all later ones are.
 * Which event is the first depends on when it was found; so it is only checked that each is in the log as it is named, and
 * that no event is lost. @param log up to the position of the views
 */
export async function parkedDifferences(log: EventStore, served: ViewsDatabase): Promise<Difference[]> {
  const found: Difference[] = [];
  const byStream = Map.groupBy(await parkedIn(served), ({ stream }) => stream);
  for (const [stream, rows] of byStream) {
    const parked = new Map(rows.map((row) => [Number(row.position), row]));
    const projected = await projectedOf(served, rows[0]?.customer_id ?? null);
    let isWaiting = false;
    for await (const batch of log.readStream(stream))
      for (const { position, revision, id, type } of batch) {
        const row = parked.get(Number(position));
        parked.delete(Number(position));
        if (row !== undefined) isWaiting = true;
        if (row === undefined && !isWaiting && (projected === null || projected.has(Number(position)))) continue;
        if (row === undefined)
          found.push(at(Number(position), `the event is not parked, although it is of stream ${shown(stream)}`));
        else if (Number(row.revision) !== revision || row.type !== type || ![id, ''].includes(row.event_id))
          found.push(at(Number(position), `the event in the log is ${shown(type)}, revision ${revision}, id ${id}`));
      }
    for (const position of parked.keys()) found.push(at(position, `stream ${shown(stream)} has no event there`));
  }
  return found.sort((a, b) => Number(a.row.split(' ')[1]) - Number(b.row.split(' ')[1]));
}

const at = (position: number, says: string): Difference => ({ table: 'parked', row: `position ${position}`, says });

/** Null for a stream that is of no customer: what it says is in other tables. */
async function projectedOf(served: ViewsDatabase, customerId: string | null): Promise<ReadonlySet<number> | null> {
  if (customerId === null) return null;
  const rows = await served.selectFrom('contacts').select('position').where('customer_id', '=', customerId).execute();
  return new Set(rows.map(({ position }) => Number(position)));
}
