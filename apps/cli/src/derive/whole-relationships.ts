import { customerOf, fromStored } from '#contact-log';
import type { EventStore, ReadByStreamOptions } from '#event-store';
import type { RecordedContact } from '#relationship';
import { complain } from '../terminal/saying.js';
import { visibleInLine } from '../terminal/visible.js';

export type WholeRelationship = { readonly customerId: string; readonly contacts: readonly RecordedContact[] };

/** On stderr, so that nobody takes the rest for all of it. */
const leftOut = (stream: string): void =>
  complain(`${visibleInLine(stream)} was deleted on the server of the log, and is left out`);

/**
 * Yields every relationship of the log with all its contacts. One relationship and one batch are in memory at a time.
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
        yield* relationship(stream, contacts);
        stream = event.stream;
        contacts = [];
      }
      const contact = fromStored(event);
      if (contact !== null) contacts.push(contact);
    }
    read(batch.length);
  }
  yield* relationship(stream, contacts);
}

function* relationship(stream: string, contacts: readonly RecordedContact[]): Iterable<WholeRelationship> {
  const customerId = customerOf(stream);
  if (customerId !== null && contacts.length > 0) yield { customerId, contacts };
}
