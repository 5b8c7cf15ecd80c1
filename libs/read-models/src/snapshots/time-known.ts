import type { Position } from '#event-store';
import type { ModelRegistry } from '#trust';
import type { ViewsDatabase } from '../database/database.js';

/**
 * The latest time at which anything up to this place in the log was recorded, milliseconds since the epoch; 0 where nothing
 * was. An importer may say that something was recorded long before what stands in front of it, so it is not that of the last.
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
