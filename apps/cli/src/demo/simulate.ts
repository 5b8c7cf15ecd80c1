import { Chance } from './scenes/chance.js';
import { customerOf, MOST_CUSTOMERS, names, type Customer } from './scenes/customer.js';
import type { PlannedContact } from './scenes/planned-contact.js';
import { yearOf } from './year.js';

export type SimulationOptions = {
  /** A whole number; another seed gives other customers and events. */
  readonly seed: number;
  /** The number of customers, 1 to 400. */
  readonly customers: number;
  /** When the year ends, milliseconds since the epoch. */
  readonly until: number;
};

export type Simulation = {
  readonly customers: readonly Customer[];
  /** In the order in which they were recorded. */
  readonly contacts: readonly PlannedContact[];
};

/**
 * Simulates a year of a service provider with five account managers from a seed. A pure function: the same options give the
 * same contacts, byte for byte.
 * @throws RangeError no customers, or more than there are names
 */
export function simulate({ seed, customers: count, until }: SimulationOptions): Simulation {
  if (!Number.isInteger(count) || count < 1 || count > MOST_CUSTOMERS)
    throw new RangeError(`customers must be a whole number from 1 to ${MOST_CUSTOMERS}`);
  const sources = Chance.sources(seed);
  const customerNames = names(count, sources.next().value);
  const customers: Customer[] = [];
  const contacts: PlannedContact[] = [];
  for (const [index, name] of customerNames.entries()) {
    const chance = sources.next().value;
    const customer = customerOf(index, name, until, chance);
    customers.push(customer);
    contacts.push(...yearOf(customer, until, chance).until(until));
  }
  // Stable, so that the contacts of one customer keep their order.
  return { customers, contacts: contacts.sort((a, b) => a.recordedAt - b.recordedAt) };
}
