import { definitionOf } from './catalog.js';
import type { Mark } from '../matters/mark.js';
import type { Target } from '../matters/target.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** What a contact is about; null where it has no target. */
export const targetIn = (contact: RecordedContact): Target =>
  definitionOf(contact.type)?.target?.(contact.data) ?? null;

/** The marks that a contact sets on its own target and on others. @param about its own target */
export function marksOf(contact: RecordedContact, about: Target): readonly Mark[] {
  const { id: eventId, at, data, type, position } = contact;
  const place = position === null ? null : Number(position);
  const facts = definitionOf(type)?.marks?.(data, at) ?? [];
  return facts.map((fact): Mark => ({ ...fact, target: fact.target ?? about, at, eventId, place }));
}
