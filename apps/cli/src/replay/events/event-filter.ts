import { streamOf } from '#contact-log';
import type { StoredEvent } from '#event-store';
import type { EventRow } from '../../tables/datasets/events.js';

/** Which events are wanted; what is left out is not asked. Froms are inclusive, tos are not; milliseconds since the epoch. */
export type EventFilter = {
  readonly customer?: string;
  readonly type?: readonly string[];
  readonly occurredFrom?: number;
  readonly occurredTo?: number;
  readonly recordedFrom?: number;
  readonly recordedTo?: number;
};

/** What can be told before an event is taken apart. */
export function mayMatch(event: StoredEvent, { customer, type }: EventFilter): boolean {
  if (type !== undefined && !type.includes(event.type)) return false;
  return customer === undefined || event.stream === streamOf(customer);
}

export const matches = (row: EventRow, filter: EventFilter): boolean =>
  isWithin(row.occurredAt, filter.occurredFrom, filter.occurredTo) &&
  isWithin(row.recordedAt, filter.recordedFrom, filter.recordedTo);

/** An event without the time asked about is not within any. */
function isWithin(at: number | null, from = -Infinity, to = Infinity): boolean {
  if (from === -Infinity && to === Infinity) return true;
  return at !== null && at >= from && at < to;
}
