import { allDone } from '#event-store';

/** Enough that they share durable commits, few enough that other callers are still served. */
const AT_ONCE = 32;

/**
 * Calls `act` for each of many customers, some at a time, in their order.
 * @returns the results in order @throws the first failure, once all running calls have ended; the rest is not started
 */
export async function withEach<T>(
  customerIds: readonly string[],
  act: (customerId: string) => Promise<T>,
): Promise<T[]> {
  const done: T[] = [];
  for (let start = 0; start < customerIds.length; start += AT_ONCE)
    done.push(...(await allDone(customerIds.slice(start, start + AT_ONCE).map(act))));
  return done;
}
