import { DamagedEvent } from '#event-store';
import {
  FutureVersion,
  isServedAt,
  MOST_SKIPPED_KEPT,
  target,
  toIso,
  type NeedFulfilmentBegun,
  type NeedFulfilmentDone,
  type NeedState,
  type RecordedContact,
  type RefusalCode,
} from '#relationship';
import type { ContactLog } from '../contacts/contact-log.js';
import { needConsequenceOf } from './need-codec.js';
import { withEach } from '../contacts/with-each.js';

/** The part of the contact log that the needs register uses. */
export type Contacts = Pick<ContactLog, 'record' | 'timelineOf' | 'wholeTimelineOf'>;

export type SkippedCustomer = { readonly customerId: string; readonly code: RefusalCode };
/** Both in the order of customer ids. */
export type Fulfilled = { readonly contacts: readonly RecordedContact[]; readonly skipped: readonly SkippedCustomer[] };

/** Whether any of the askers knows of the need and waits for it. @param at milliseconds since the epoch */
export async function needStateOf(
  log: Contacts,
  needId: string,
  askers: readonly string[],
  at: number,
): Promise<NeedState> {
  let isKnown = false;
  for (const customerId of askers) {
    const timeline = await log.timelineOf(customerId);
    if (timeline === null || !timeline.wasDeclared(target('need', needId), at)) continue;
    isKnown = true;
    if (isServedAt(timeline, at) && timeline.isWaitingFor(needId, at)) return { isKnown, isAwaited: true };
  }
  return { isKnown, isAwaited: false };
}

/**
 * Records NeedFulfilled with every customer who waited at the time of the fulfilment. It may be repeated, also after a
 * crash: each customer gets it once, because its idempotency key is derived from the fulfilment.
 * @param recordedAt milliseconds since the epoch
 * @throws what `ContactLog.record` throws, once all running calls have ended. Where the events of one customer cannot be
 * read, all others get it first
 */
export async function fulfilForAll(
  log: Contacts,
  begun: NeedFulfilmentBegun,
  askers: readonly string[],
  recordedAt: number,
): Promise<Fulfilled> {
  const contacts: RecordedContact[] = [];
  const skipped: SkippedCustomer[] = [];
  const unreadable: unknown[] = [];
  const fulfil = (customerId: string) =>
    fulfilFor(log, begun, customerId, recordedAt).catch((error: unknown) => {
      if (!(error instanceof DamagedEvent || error instanceof FutureVersion)) throw error;
      unreadable.push(error);
      return null;
    });
  for (const outcome of await withEach(askers, fulfil)) {
    if (outcome === null) continue;
    if ('code' in outcome) skipped.push(outcome);
    else contacts.push(outcome);
  }
  if (unreadable.length > 0) throw unreadable[0];
  return { contacts, skipped };
}

async function fulfilFor(
  log: Contacts,
  begun: NeedFulfilmentBegun,
  customerId: string,
  recordedAt: number,
): Promise<RecordedContact | SkippedCustomer | null> {
  // The whole: whoever waits by an event that cannot be read now must not be left out for good.
  const timeline = await log.wholeTimelineOf(customerId);
  const earlier = await toldOf(log, begun, customerId);
  if (earlier !== null) return earlier;
  const { needId, change, occurredAt } = begun.data;
  if (!timeline?.isWaitingFor(needId, begun.at)) return null;
  const { recorded, refusals } = await log.record({
    type: 'NeedFulfilled',
    input: { customerId, occurredAt, needId, change, idempotencyKey: keyOf(begun) },
    isCustomerFromLog: true,
    recordedBy: begun.recordedBy,
    correlationId: begun.correlationId,
    causationId: begun.id,
    recordedAt,
  });
  if (recorded !== null) return { ...recorded.contact, position: recorded.contact.position ?? recorded.position };
  const [refusal] = refusals;
  return { customerId, code: refusal?.code ?? 'NEED_ALREADY_FULFILLED' };
}

/** The answer to a repeat of a fulfilment that is done: the same as the first one. */
export async function fulfilledBefore(
  log: Contacts,
  { begun, done }: { readonly begun: NeedFulfilmentBegun; readonly done: NeedFulfilmentDone },
  askers: readonly string[],
): Promise<Fulfilled> {
  const contacts: RecordedContact[] = [];
  for (const customerId of askers) {
    const contact = await toldOf(log, begun, customerId);
    if (contact !== null) contacts.push(contact);
  }
  return { contacts, skipped: (done.data.skipped ?? []) as readonly SkippedCustomer[] };
}

/** The NeedFulfilled that this fulfilment recorded with the customer, retracted or not; null if it recorded none. */
async function toldOf(log: Contacts, begun: NeedFulfilmentBegun, customerId: string): Promise<RecordedContact | null> {
  for (const contact of (await log.timelineOf(customerId))?.recorded() ?? [])
    if (contact.causationId === begun.id && contact.type === 'NeedFulfilled') return contact;
  return null;
}

const keyOf = (begun: NeedFulfilmentBegun): string => `fulfilment:${begun.id}`;

/** The NeedFulfilmentDone of the fulfilment. @param recordedAt milliseconds since the epoch */
export function doneWith(
  begun: NeedFulfilmentBegun,
  skipped: readonly SkippedCustomer[],
  recordedAt: number,
): NeedFulfilmentDone {
  const facts = {
    needId: begun.data.needId,
    occurredAt: toIso(recordedAt),
    fulfilmentId: begun.id,
    ...(skipped.length === 0 ? {} : { skipped: skipped.slice(0, MOST_SKIPPED_KEPT) }),
  };
  return needConsequenceOf('NeedFulfilmentDone', facts, begun, recordedAt);
}
