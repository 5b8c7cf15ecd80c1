import { ContactLog, RehearsalKeys, type KeyRing } from '#contact-log';
import { MemoryEventStore, RehearsalStore, type EventStore } from '#event-store';

/** The rehearsals of one process, which serves at the same time: each is a log of its own, and none of them writes anything. */
export function rehearsing(store: EventStore, keys: KeyRing, now: () => number): () => ContactLog {
  let rehearsed: RehearsalKeys | null = null;
  return () =>
    new ContactLog(new RehearsalStore(store, new MemoryEventStore()), (rehearsed ??= new RehearsalKeys(keys)), now);
}
