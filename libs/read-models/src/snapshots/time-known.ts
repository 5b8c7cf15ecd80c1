import type { Position } from '#event-store';
import type { ModelRegistry } from '#trust';
import type { ViewsDatabase } from '../database/database.js';

/**
 * The latest time of recording up to this log position, milliseconds since the epoch; 0 if nothing was recorded. It need not
 * be the time of the last event: an importer may set a time before those of earlier events in the log.
 */
export async function timeKnownAt(db: ViewsDatabase, registry: ModelRegistry, position: Position): Promise<number> {
  const upTo = Number(position);
  const contact = await db
    .selectFrom('contacts')
    .select('known_by')
    .where('position', '<=', upTo)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  const times = [contact?.known_by];
  for (const table of ['need_steps', 'need_fulfilments'] as const) {
    const found = await db
      .selectFrom(table)
      .select(({ fn }) => fn.max('recorded_at').as('latest'))
      .where('position', '<=', upTo)
      .executeTakeFirst();
    times.push(found?.latest);
  }
  for (const fact of registry.facts)
    if (fact.position !== null && fact.position <= position) times.push(fact.recordedAt);
  return Math.max(0, ...times.map((time) => Number(time ?? 0)));
}
