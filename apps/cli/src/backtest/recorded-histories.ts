import type { EventStore } from '#event-store';
import { NOTHING_LEFT_OUT } from '#validation';
import { wholeRelationships } from '../derive/whole-relationships.js';
import type { Histories } from './histories.js';

/**
 * The relationships on record up to a position. Contacts recorded later change nothing, however often the histories are read.
 * They come in the order of the store, one in memory at a time.
 * @param read is told how many events were read, in a first pass that finds where the record begins and ends
 */
export async function recordedHistories(
  store: EventStore,
  upTo: bigint,
  read: (events: number) => void,
): Promise<Histories> {
  let customers = 0;
  let from = Infinity;
  let until = -Infinity;
  for await (const { contacts } of wholeRelationships(store, { upTo }, read)) {
    customers += 1;
    for (const { at, recordedAt } of contacts) {
      from = Math.min(from, at);
      until = Math.max(until, at, recordedAt);
    }
  }
  return {
    title: 'the relationships on record',
    customers,
    // The rules have accepted every contact of the log.
    dataSet: { from, until, leftOut: NOTHING_LEFT_OUT },
    read: () => wholeRelationships(store, { upTo }),
  };
}
