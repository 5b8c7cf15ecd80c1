import { customerOf, fromStored, streamOf } from '#contact-log';
import type { EventStore } from '#event-store';
import type { RecordedContact } from '#relationship';
import type { Book } from './book.js';

/** The relationships on record. Only their names are kept in memory; contacts are read from the log, customer by customer. */
export async function logBook(store: EventStore): Promise<Book> {
  const streams = new Map<string, string>();
  let until = -Infinity;
  for await (const batch of store.readAll())
    for (const event of batch) {
      const customerId = customerOf(event.stream);
      const contact = customerId === null ? null : fromStored(event);
      if (customerId === null || contact === null) continue;
      streams.set(customerId, event.stream);
      until = Math.max(until, contact.at, contact.recordedAt);
    }
  const customerIds = [...streams.keys()].sort();
  return {
    title: 'the relationships on record',
    customers: customerIds.length,
    until,
    async *read() {
      for (const customerId of customerIds) {
        const contacts: RecordedContact[] = [];
        for await (const batch of store.readStream(streamOf(customerId)))
          for (const event of batch) {
            const contact = fromStored(event);
            if (contact !== null) contacts.push(contact);
          }
        yield { customerId, contacts };
      }
    },
  };
}
