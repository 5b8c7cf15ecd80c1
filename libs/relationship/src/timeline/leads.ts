import { declares, definitionOf } from '../contacts/catalog.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** The customer id that an id leads to: its own, unless the relationship was joined to another. */
export type Lead = (customerId: string) => string;

/** Whether a merge or the end of an absorbed relationship is among these contacts. */
export function areJoined(contacts: readonly RecordedContact[]): boolean {
  return contacts.some(({ type }) => declares(type, 'joins') || declares(type, 'leadsTo'));
}

/** Where ids lead by the merges among these contacts. A retracted merge joins nothing. */
export function leadOf(contacts: readonly RecordedContact[]): Lead {
  const retracted = new Set(contacts.map(({ type, data }) => definitionOf(type)?.retracts?.(data)));
  const into = new Map<string, string>();
  for (const { id, type, data } of contacts) {
    const joined = retracted.has(id) ? undefined : definitionOf(type)?.joins?.(data);
    if (joined !== undefined) into.set(joined, data.customerId);
  }
  return (customerId) => {
    const passed = new Set<string>();
    let lead = customerId;
    for (let next = into.get(lead); next !== undefined && !passed.has(next); next = into.get(lead)) {
      passed.add(lead);
      lead = next;
    }
    return lead;
  };
}

/** The customer ids that merges among these contacts, in effect or retracted, connect to this one, itself included. */
export function connectedTo(customerId: string, contacts: readonly RecordedContact[]): ReadonlySet<string> {
  const neighbours = new Map<string, string[]>();
  const connect = (a: string, b: string) => neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  for (const { type, data } of contacts) {
    const definition = definitionOf(type);
    const other = definition?.joins?.(data) ?? definition?.leadsTo?.(data).customerId;
    if (other === undefined) continue;
    connect(data.customerId, other);
    connect(other, data.customerId);
  }
  const found = new Set([customerId]);
  for (const each of found) for (const other of neighbours.get(each) ?? []) found.add(other);
  return found;
}
