// Which log this is. The first event of a stream of its own says it, so every store has it and a move carries it.
import { v7 } from 'uuid';
import { StoreUnavailable, WrongExpectedRevision, type EventStore, type StoredEvent } from '../port/event-store.js';

export const IDENTITY_STREAM = 'log';
const BEGUN = 'LogBegun';

/** Whether the event only says which log it is in. */
export const isOfIdentity = ({ stream }: Pick<StoredEvent, 'stream'>): boolean => stream === IDENTITY_STREAM;

export type LogIdentity = {
  /** The same for every copy of the log: a move carries it, and the keys know it. */
  readonly lineage: string;
  /** New with each import, since positions then change: the lineage, and when this store took it. The views know it. */
  readonly store: string;
};

/** Null for an empty log, and for a log that an earlier release wrote. */
export async function identityOf(store: EventStore): Promise<LogIdentity | null> {
  for await (const [event] of store.readStream(IDENTITY_STREAM)) return event === undefined ? null : identityIn(event);
  return null;
}

/**
 * The identity of the log, which gets one now if it has none.
 * @param lineage for a log that has none, if it is known from elsewhere
 */
export async function ensureIdentity(store: EventStore, lineage: string = v7()): Promise<LogIdentity> {
  const known = await identityOf(store);
  if (known !== null) return known;
  const event = { id: v7(), type: BEGUN, data: { lineage }, metadata: {} };
  try {
    await store.append(IDENTITY_STREAM, [event], 'none');
  } catch (error) {
    // Another process was first.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
  return ensureIdentity(store, lineage);
}

function identityIn({ data: { lineage }, appendedAt }: StoredEvent): LogIdentity {
  if (typeof lineage !== 'string') throw new StoreUnavailable('the first event of the log does not name its lineage');
  return { lineage, store: `${lineage}@${appendedAt}` };
}
