import type { Generated } from 'kysely';

// What is to be sent, and how far the log was read for it. It follows from no log, so nothing rebuilds it: it is in a database
// of its own, apart from the views.

export type OutboxSchema = { reading: ReadingTable; deliveries: DeliveriesTable };

/** One row: how far was read, and of which log. */
export type ReadingTable = {
  one: number;
  /** The identity of the log with these positions. */
  store: string;
  position: number;
  /** Up to which instant obligations that fall due were looked at, milliseconds since the epoch. */
  looked_at: number;
};

export type DeliveriesTable = {
  /** Rises with each alert: the order in which a customer's alerts are sent. */
  sequence: Generated<number>;
  delivery_id: string;
  endpoint_id: string;
  rule_id: string;
  customer_id: string;
  /** The alert as a CloudEvent, JSON. */
  event: string;
  state: 'PENDING' | 'DELIVERED' | 'DEAD';
  attempts: number;
  /** When it is tried next, milliseconds since the epoch. */
  next_at: number;
  created_at: number;
  /** When it was delivered or given up; null while it is pending. */
  settled_at: number | null;
  /** Why the last attempt failed, a code; null if none did. */
  failure: string | null;
};
