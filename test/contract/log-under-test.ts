// What the contract tests share: events to append, and ways to read what came of it.
import { randomUUID } from 'node:crypto';
import type { EventStore, FollowOptions, NewEvent, Position, StoredEvent } from '#event-store';

export type OpenedStore = {
  readonly store: EventStore;
  /** Closes the store and opens the same log anew; left out where the log does not outlive its store. */
  readonly reopen?: () => Promise<EventStore>;
  readonly dispose: () => Promise<void>;
};

export type Capabilities = {
  /** An id is refused wherever in the log it stands; else within a repeat of the same append only. */
  readonly idsAreUniqueInLog: boolean;
  /** A repeat with 'any' is told by its ids, for ever. */
  readonly recognisesRepeatsOfAny: boolean;
  /** The same ids with other content at the same revision are no repeat. */
  readonly comparesRepeats: boolean;
  /** The log outlives its store, and can be opened again. */
  readonly canReopen: boolean;
  /** An append of this many bytes of data is too large. */
  readonly tooManyBytes: number;
};

export type Opened = { store: EventStore; reopen: () => Promise<EventStore> };

export const aStream = (): string => `stream-${randomUUID()}`;

export const anEvent = (changes: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'CheckInHeld',
  data: { topics: ['renewal'] },
  metadata: { recordedBy: 'u-1' },
  ...changes,
});

export const events = (count: number): NewEvent[] => Array.from({ length: count }, () => anEvent());

export const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

export async function all(batches: AsyncIterable<readonly StoredEvent[]>): Promise<StoredEvent[]> {
  const read: StoredEvent[] = [];
  for await (const batch of batches) read.push(...batch);
  return read;
}

/** The log may hold what other tests appended: read from here on. */
export const mark = async (store: EventStore): Promise<{ after?: Position }> => {
  const head = await store.head();
  return head === null ? {} : { after: head };
};

/** Follows until the event of that id was seen; answers all that was seen. */
export async function followUntil(
  store: EventStore,
  id: string,
  options: Omit<FollowOptions, 'signal'> = {},
): Promise<StoredEvent[]> {
  const seen: StoredEvent[] = [];
  const done = new AbortController();
  for await (const batch of store.follow({ ...options, signal: done.signal })) {
    seen.push(...batch);
    if (batch.some((event) => event.id === id)) done.abort();
  }
  return seen;
}

/** How an append went, in a form that can be compared. */
export const outcomeOf = <T>(attempt: Promise<T>): Promise<T | string> =>
  attempt.catch((error: unknown) => (error instanceof Error ? error.constructor.name : String(error)));
