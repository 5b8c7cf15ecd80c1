import { customerOf, type SqliteKeys } from '#contact-log';
import { SqliteEventStore, type StoredEvent } from '#event-store';

export type SealedCustomers = {
  /** Customers of whom something is sealed, and for whom no key was ever made: their personal data cannot be read. */
  readonly withoutKey: readonly string[];
  /** Those whose key was destroyed, so that they are erased also where the erasure is not yet in this part of the log. */
  readonly erased: number;
};

/** @param file a log, or a part of one @param keys wrapped or not: only whether there is one is asked */
export async function sealedCustomers(file: string, keys: SqliteKeys): Promise<SealedCustomers> {
  const seen = new Set<string>();
  const withoutKey: string[] = [];
  let erased = 0;
  const store = await SqliteEventStore.open(file, { readOnly: true });
  try {
    for await (const batch of store.readAll())
      for (const event of batch) {
        const customerId = customerOf(event.stream);
        if (customerId === null || seen.has(customerId) || !isSealed(event)) continue;
        seen.add(customerId);
        const key = keys.select(customerId);
        if (key === undefined) withoutKey.push(customerId);
        else if (key === null) erased += 1;
      }
  } finally {
    await store.close();
  }
  return { withoutKey, erased };
}

/** False for an event that is damaged, which is counted elsewhere. */
function isSealed(event: StoredEvent): boolean {
  try {
    return event.data.sealed !== undefined;
  } catch {
    return false;
  }
}
