import { NOTHING_LEFT_OUT, type CustomerHistory } from '#validation';
import type { Histories } from '../../apps/cli/src/backtest/histories.js';

/** Histories that are in memory already. */
export function historiesOf(title: string, customers: readonly CustomerHistory[]): Histories {
  let from = Infinity;
  let until = -Infinity;
  for (const { contacts } of customers)
    for (const { at, recordedAt } of contacts) {
      from = Math.min(from, at);
      until = Math.max(until, at, recordedAt);
    }
  return {
    title,
    customers: customers.length,
    dataSet: { from, until, leftOut: NOTHING_LEFT_OUT },
    async *read() {
      yield* customers;
    },
  };
}
