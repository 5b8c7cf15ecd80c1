import { setImmediate as nextTurn } from 'node:timers/promises';
import type { KeyRing } from '#contact-log';
import type { ViewsDatabase } from '#read-models';

/** Looked up at once: a millisecond or two, so that nobody waits for it. */
const PAGE = 500;
const MOST_NAMED = 5;

/** Customers for whom no key is there, though every relationship had one made when it was opened. */
export type WithoutKey = {
  readonly count: number;
  /** Some of their ids, in order. */
  readonly first: readonly string[];
};

/**
 * Whose key is lost. The ids come from the views, so the log need not be read; a relationship that could not be projected for
 * want of its key is among the parked ones, and one whose rows are yet to be computed among the pending ones. @throws ViewsUnavailable, StoreUnavailable; the reason of the signal
 */
export async function customersWithoutKey(
  views: ViewsDatabase,
  keys: Pick<KeyRing, 'known'>,
  signal: AbortSignal,
  page = PAGE,
): Promise<WithoutKey> {
  const missing = new Set<string>();
  for (const table of ['relationships', 'pending', 'parked'] as const) {
    let after = '';
    for (;;) {
      signal.throwIfAborted();
      const rows = await views
        .selectFrom(table)
        .select('customer_id')
        .distinct()
        .where('customer_id', '>', after)
        .orderBy('customer_id')
        .limit(page)
        .execute();
      const ids = rows.flatMap(({ customer_id: id }) => id ?? []);
      const known = keys.known(ids);
      for (const id of ids) if (!known.has(id)) missing.add(id);
      if (rows.length < page) break;
      after = ids.at(-1) ?? after;
      await nextTurn();
    }
  }
  return { count: missing.size, first: [...missing].sort().slice(0, MOST_NAMED) };
}
