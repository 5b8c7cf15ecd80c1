import type { EventStore, StoredEvent } from '#event-store';
import type { RecordedContact } from '#relationship';
import { fromStored, opened } from './codec.js';
import type { KeyRing } from '../keys/key-ring.js';

/** Enough to find a customer who was not erased, in logs of any age. */
const MOST_SEALED_READ = 10_000;

/**
 * Whether these keys can be those of the log, where one of the two does not say which log it is of. The first sealed contact
 * decides whose customer has a key: it opens, or it does not.
 * @returns why not, as the rest of a sentence about the file of keys; null if they can be
 */
export async function whyKeysMisfit(store: EventStore, keys: KeyRing): Promise<string | null> {
  let read = 0;
  let missing = 0;
  for await (const batch of store.readAll())
    for (const event of batch) {
      const contact = contactIn(event);
      if (contact === null || contact.sealed === null) continue;
      const { customerId } = contact.data;
      const key = keys.keyOf(customerId);
      if (key !== null) return canOpen(() => opened(contact, key)) ? null : 'holds the keys of another log';
      if (!keys.knows(customerId)) missing += 1;
      if ((read += 1) >= MOST_SEALED_READ) return missing === 0 ? null : HOLDS_NONE;
    }
  return missing === 0 ? null : HOLDS_NONE;
}

const HOLDS_NONE = 'holds no key of the sealed facts in the log';

/** Null for one that cannot be read: it says nothing of the keys, and is found by whoever needs it. */
function contactIn(event: StoredEvent): RecordedContact | null {
  try {
    return fromStored(event);
  } catch {
    return null;
  }
}

function canOpen(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}
