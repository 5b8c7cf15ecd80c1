import type { CustomerBook } from '#validation';
import type { Book } from '../../apps/cli/src/backtest/book.js';

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
