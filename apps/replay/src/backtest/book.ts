import type { CustomerBook } from '#validation';

/** All customers, to be read as often as needed, one at a time. */
export type Book = {
  readonly title: string;
  readonly customers: number;
  /** The end of what is on record, milliseconds since the epoch: nothing after it was seen, and nothing was missed by then. */
  readonly until: number;
  read(): AsyncIterable<CustomerBook>;
};

/** A book that is in memory already. */
export function bookOf(title: string, customers: readonly CustomerBook[]): Book {
  let until = -Infinity;
  for (const { contacts } of customers)
    for (const { at, recordedAt } of contacts) until = Math.max(until, at, recordedAt);
  return {
    title,
    customers: customers.length,
    until,
    async *read() {
      yield* customers;
    },
  };
}
