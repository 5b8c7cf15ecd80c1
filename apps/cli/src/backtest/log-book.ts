import type { EventStore } from '#event-store';
import { wholeRelationships } from '../derive/whole-relationships.js';
import type { Book } from './book.js';

/**
 * The relationships on record up to a position, so that what is recorded meanwhile changes nothing however often they
 * are read. They come in the order of the store, one in memory at a time.
 * @param read is told how many events were read, in a first pass that finds where the record ends
 */
export async function logBook(store: EventStore, upTo: bigint, read: (events: number) => void): Promise<Book> {
  let customers = 0;
  let until = -Infinity;
  for await (const { contacts } of wholeRelationships(store, { upTo }, read)) {
    customers += 1;
    for (const { at, recordedAt } of contacts) until = Math.max(until, at, recordedAt);
  }
  return {
    title: 'the relationships on record',
    customers,
    until,
    read: () => wholeRelationships(store, { upTo }),
  };
}
