import { streamOf } from '#contact-log';
import type { StoredEvent } from '#event-store';
import type { EventRow } from '../../tables/datasets/events.js';

/** Which events are wanted; an absent field does not filter. From is inclusive, to is exclusive; milliseconds since the epoch. */
export type EventFilter = {
  readonly customer?: string;
  readonly type?: readonly string[];
  readonly occurredFrom?: number;
  readonly occurredTo?: number;
  readonly recordedFrom?: number;
  readonly recordedTo?: number;
};

/** The cheap part of the filter, tested before the event is decoded. */
export function mayMatch(event: StoredEvent, { customer, type }: EventFilter): boolean {
  if (type !== undefined && !type.includes(event.type)) return false;
  return customer === undefined || event.stream === streamOf(customer);
}

export const matches = (row: EventRow, filter: EventFilter): boolean =>
  isWithin(row.occurredAt, filter.occurredFrom, filter.occurredTo) &&
  isWithin(row.recordedAt, filter.recordedFrom, filter.recordedTo);

/** An event without this time matches no bounded range. */
function isWithin(at: number | null, from = -Infinity, to = Infinity): boolean {
  if (from === -Infinity && to === Infinity) return true;
  return at !== null && at >= from && at < to;
}
