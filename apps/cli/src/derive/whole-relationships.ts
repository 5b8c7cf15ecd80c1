import { contactsEverJoined, customerOf, fromStored, streamOf } from '#contact-log';
import type { EventStore, ReadByStreamOptions } from '#event-store';
import { leadOf, type RecordedContact } from '#relationship';
import { complain } from '../terminal/saying.js';
import { visibleInLine } from '../terminal/visible.js';

export type WholeRelationship = { readonly customerId: string; readonly contacts: readonly RecordedContact[] };

/** On stderr, so that nobody takes the rest for all of it. */
const leftOut = (stream: string): void =>
  complain(`${visibleInLine(stream)} was deleted on the server of the log, and is left out`);

/**
 * Yields every relationship of the log with all its contacts, those of relationships that were merged into it included. One
 * relationship and one batch are in memory at a time.
 * @param read called with the number of events in each batch
 */
export async function* wholeRelationships(
  store: EventStore,
  options: ReadByStreamOptions,
  read: (events: number) => void = () => {},
): AsyncIterable<WholeRelationship> {
  let stream = '';
  let contacts: RecordedContact[] = [];
  for await (const batch of store.readByStream({ deleted: leftOut, ...options })) {
    for (const event of batch) {
      if (event.stream !== stream) {
        yield* relationship(store, options, stream, contacts);
        stream = event.stream;
        contacts = [];
      }
      const contact = fromStored(event);
      if (contact !== null) contacts.push(contact);
    }
    read(batch.length);
  }
  yield* relationship(store, options, stream, contacts);
}

async function* relationship(
  store: EventStore,
  { upTo }: ReadByStreamOptions,
  stream: string,
  contacts: readonly RecordedContact[],
): AsyncIterable<WholeRelationship> {
  const customerId = customerOf(stream);
  if (customerId === null || contacts.length === 0) return;
  const all = await contactsEverJoined(customerId, contacts, (each) => contactsOf(store, each, upTo));
  const counting = countingFor(customerId, all);
  if (counting.length > 0) yield { customerId, contacts: counting };
}

/** The contacts of the relationship in the order of the log; none where the id leads to another. */
export function countingFor(customerId: string, contacts: readonly RecordedContact[]): readonly RecordedContact[] {
  const lead = leadOf(contacts);
  if (lead(customerId) !== customerId) return [];
  const counting = contacts.filter(({ data }) => lead(data.customerId) === customerId);
  return counting.length === contacts.length && counting.every(({ data }) => data.customerId === customerId)
    ? contacts
    : counting.sort((a, b) => Number((a.position ?? 0n) - (b.position ?? 0n)));
}

/** What is on record under an id alone. @param upTo last position, inclusive; left out: the head */
export async function contactsOf(store: EventStore, customerId: string, upTo?: bigint): Promise<RecordedContact[]> {
  const contacts: RecordedContact[] = [];
  for await (const batch of store.readStream(streamOf(customerId)))
    for (const event of batch) {
      const contact = upTo === undefined || event.position <= upTo ? fromStored(event) : null;
      if (contact !== null) contacts.push(contact);
    }
  return contacts;
}
