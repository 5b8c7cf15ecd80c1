import { allDone } from '#event-store';

/** So that they share durable commits, without crowding out other callers. */
const AT_ONCE = 32;

/**
 * Acts for each of many customers, some at a time, in their order.
 * @returns what came of each @throws the first failure, once what was under way has ended; the rest is not begun then
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
