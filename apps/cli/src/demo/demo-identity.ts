import { fromStored } from '#contact-log';
import type { EventStore } from '#event-store';
import { toIso, toMs } from '#relationship';
import type { SimulationOptions } from './simulate.js';

/** Identifies a simulation; every contact of it has this correlation id. */
export const identityOf = ({ seed, customers, until }: SimulationOptions): string =>
  `demo seed=${seed} customers=${customers} until=${toIso(until)}`;

const IDENTITY = /^demo seed=(-?\d+) customers=(\d+) until=(\S+)$/;

/** Null if the correlation id is not that of a simulation. */
export function readIdentity(correlationId: string): SimulationOptions | null {
  const [, seed, customers, until] = IDENTITY.exec(correlationId) ?? [];
  if (seed === undefined || customers === undefined || until === undefined) return null;
  return { seed: Number(seed), customers: Number(customers), until: toMs(until) };
}

/**
 * Tells whether the log has no contact, contacts of a simulation, or other contacts, by its first contact. Events of other
 * streams are skipped: a server that ran once has recorded which models are in shadow.
 */
export async function whatIsThere(store: EventStore): Promise<SimulationOptions | 'NOTHING' | 'OTHER_CONTACTS'> {
  for await (const events of store.readAll())
    for (const event of events) {
      const contact = fromStored(event);
      if (contact !== null) return readIdentity(contact.correlationId) ?? 'OTHER_CONTACTS';
    }
  return 'NOTHING';
}
