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

/**
 * What the first contact of the log comes from: nothing where there is none, a simulation, or somebody's own records. Events
 * of other streams are passed over: a server that was started once has written which models are in shadow.
 */
export async function whatIsThere(store: EventStore): Promise<SimulationOptions | 'NOTHING' | 'OTHER_CONTACTS'> {
  for await (const events of store.readAll())
    for (const event of events) {
      const contact = fromStored(event);
      if (contact !== null) return readIdentity(contact.correlationId) ?? 'OTHER_CONTACTS';
    }
  return 'NOTHING';
}
