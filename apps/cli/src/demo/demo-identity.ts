import { fromStored } from '#contact-log';
import type { EventStore } from '#event-store';
import { toIso, toMs } from '#relationship';
import type { SimulationOptions } from './simulate.js';

/** Which simulation contacts come from; every one of them carries it as its correlation id. */
export const identityOf = ({ seed, customers, until }: SimulationOptions): string =>
  `demo seed=${seed} customers=${customers} until=${toIso(until)}`;

const IDENTITY = /^demo seed=(-?\d+) customers=(\d+) until=(\S+)$/;

/** Null where the correlation id is not that of a simulation. */
export function readIdentity(correlationId: string): SimulationOptions | null {
  const [, seed, customers, until] = IDENTITY.exec(correlationId) ?? [];
  if (seed === undefined || customers === undefined || until === undefined) return null;
  return { seed: Number(seed), customers: Number(customers), until: toMs(until) };
}

/** What the log begins with: nothing, a simulation, or contacts of somebody's own. */
export async function whatIsThere(store: EventStore): Promise<SimulationOptions | 'NOTHING' | 'OTHER_CONTACTS'> {
  for await (const [first] of store.readAll({ limit: 1 })) {
    if (first === undefined) continue;
    return readIdentity(fromStored(first)?.correlationId ?? '') ?? 'OTHER_CONTACTS';
  }
  return 'NOTHING';
}
