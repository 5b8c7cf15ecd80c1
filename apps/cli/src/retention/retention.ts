import { v7 } from 'uuid';
import { customerOnRecord } from '#contact-log';
import { openDeployment, openForReading, type StorageSettings } from '#deployment';
import type { EventStore } from '#event-store';
import { Timeline } from '#relationship';
import { wholeRelationships } from '../derive/whole-relationships.js';
import { UsageError } from '../terminal/usage-error.js';
import { closedSince } from './closed-since.js';

/** Who erases. */
const RETENTION = 'rapport:retention';

export type RetentionOrder = {
  readonly olderThanMs: number;
  /** Left out of it: who is kept whatever the time, under any id that a merge leads to them. */
  readonly except: ReadonlySet<string>;
  readonly erase: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly signal: AbortSignal;
};

type Closed = { readonly customerId: string; readonly closedAt: number };
type Held = Closed & { readonly holds: readonly string[] };
type Found = Held & { readonly isKept: boolean };

export type RetentionResult = {
  /** Who has been closed for longer, the longest first. */
  readonly closed: readonly Closed[];
  /** Who has, too, and is kept because the order says so. */
  readonly kept: readonly string[];
  /** Who has, too, and is under a legal hold. */
  readonly held: readonly Held[];
  /** Null: nobody was to be. */
  readonly erased: readonly string[] | null;
  readonly refused: readonly { readonly customerId: string; readonly code: string }[];
};

/**
 * Finds the relationships that have been closed for longer, and erases their customers if the order says so.
 * @throws UsageError nothing is recorded about one who is to be kept: a misspelt id would keep nobody
 */
export async function applyRetention(settings: StorageSettings, order: RetentionOrder): Promise<RetentionResult> {
  const found = await closedBefore(settings, order);
  const closed = found
    .filter(({ isKept, holds }) => !isKept && holds.length === 0)
    .map(({ customerId, closedAt }): Closed => ({ customerId, closedAt }));
  const kept = found.filter(({ isKept }) => isKept).map(({ customerId }) => customerId);
  const held = found
    .filter(({ isKept, holds }) => !isKept && holds.length > 0)
    .map(({ customerId, closedAt, holds }): Held => ({ customerId, closedAt, holds }));
  if (!order.erase) return { closed, kept, held, erased: null, refused: [] };
  return { closed, kept, held, ...(await eraseAll(settings, closed, order)) };
}

async function closedBefore(
  settings: StorageSettings,
  { now, olderThanMs, except, signal }: RetentionOrder,
): Promise<readonly Found[]> {
  const reading = await openForReading(settings);
  const found: Found[] = [];
  try {
    const toKeep = await onRecord(reading.store, except);
    const upTo = (await reading.store.head()) ?? 0n;
    for await (const { customerId, contacts } of wholeRelationships(reading.store, { upTo })) {
      signal.throwIfAborted();
      const closedAt = closedSince(contacts, now);
      if (closedAt === null || closedAt > now - olderThanMs) continue;
      const isKept = toKeep.has(customerId) || contacts.some(({ data }) => toKeep.has(data.customerId));
      const holds = Timeline.of(contacts).legalHolds;
      found.push({ customerId, closedAt, isKept, holds });
    }
  } finally {
    await reading.close();
  }
  return found.sort((a, b) => a.closedAt - b.closedAt);
}

async function onRecord(store: EventStore, customers: Iterable<string>): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const customer of customers) {
    const id = await customerOnRecord(store, customer);
    if (id === null)
      throw new UsageError(`--except: nothing is recorded about customer ${customer}. Check the id: nothing was done.`);
    ids.add(id);
  }
  return ids;
}

async function eraseAll(settings: StorageSettings, closed: readonly Closed[], { signal, now }: RetentionOrder) {
  const erased: string[] = [];
  const refused: { customerId: string; code: string }[] = [];
  const deployment = await openDeployment(settings);
  try {
    for (const { customerId } of closed) {
      if (signal.aborted) break;
      // Somebody may have reopened it since it was found.
      const timeline = await deployment.log.timelineOf(customerId);
      if (timeline === null || closedSince([...timeline.recorded()], now) === null) {
        refused.push({ customerId, code: 'RELATIONSHIP_NOT_CLOSED' });
        continue;
      }
      const erasure = { type: 'CustomerErased', input: { customerId }, recordedBy: RETENTION, correlationId: v7() };
      const [refusal] = (await deployment.log.record(erasure)).refusals;
      if (refusal === undefined) erased.push(customerId);
      else refused.push({ customerId, code: refusal.code });
    }
    // What the views hold of them goes now, also where no server is running.
    await deployment.projector.catchUp();
  } finally {
    await deployment.close();
  }
  return { erased, refused };
}
