import { compareFacts } from '../facts/order.js';
import { declares, definitionOf } from '../contacts/catalog.js';
import { amend, type Profile } from '../contacts/profile.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** The terms of a relationship over time, from the contacts that set them. */
export class ProfileHistory {
  private readonly contacts: RecordedContact[] = [];
  private latest: Profile | null = null;

  static isShaping = ({ type }: RecordedContact): boolean => declares(type, 'opens') || declares(type, 'shapes');

  add(contact: RecordedContact): void {
    this.contacts.push(contact);
    this.contacts.sort(compareFacts);
    this.latest = this.foldUntil(Infinity);
  }

  remove(contactId: string): void {
    const index = this.contacts.findIndex(({ id }) => id === contactId);
    if (index >= 0) this.contacts.splice(index, 1);
    this.latest = this.foldUntil(Infinity);
  }

  /** Null before the relationship was opened. */
  at(at: number): Profile | null {
    const last = this.contacts.at(-1);
    return last === undefined || last.at <= at ? this.latest : this.foldUntil(at);
  }

  /** When the terms were set or changed, milliseconds since the epoch, ascending. */
  get times(): readonly number[] {
    return this.contacts.map(({ at }) => at);
  }

  get now(): Profile | null {
    return this.latest;
  }

  private foldUntil(at: number): Profile | null {
    const opening = this.contacts.find(({ type }) => declares(type, 'opens'));
    if (opening === undefined || opening.at > at) return null;
    // The opening comes first, also among facts of the same instant.
    let profile = definitionOf(opening.type)?.opens?.(opening) ?? null;
    for (const contact of this.contacts)
      if (profile !== null && contact.at >= opening.at && contact.at <= at)
        profile = contact === opening ? profile : shapedBy(profile, contact);
    return profile;
  }
}

/** An opening after the earliest one changes the terms as an update does. */
function shapedBy(profile: Profile, contact: RecordedContact): Profile {
  const definition = definitionOf(contact.type);
  if (definition?.opens !== undefined && definition.agrees !== undefined)
    return amend(profile, definition.agrees(contact.data), contact.id);
  return definition?.shapes?.(profile, contact) ?? profile;
}
