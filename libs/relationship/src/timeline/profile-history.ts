import { compareFacts } from '../facts/order.js';
import { toMs } from '../facts/instant.js';
import { amend, openProfile, type Profile, type ProfileFacts } from '../contacts/profile.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

const SHAPING = new Set([
  'RelationshipOpened',
  'RelationshipUpdated',
  'RelationshipClosed',
  'RelationshipReopened',
  'OwnerAssigned',
]);

/** What was agreed for a relationship over time, from the contacts that say so. */
export class ProfileHistory {
  private readonly contacts: RecordedContact[] = [];
  private latest: Profile | null = null;

  static isShaping = (contact: RecordedContact): boolean => SHAPING.has(contact.type);

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

  /** When any of it was agreed, milliseconds since the epoch, ascending. */
  get times(): readonly number[] {
    return this.contacts.map(({ at }) => at);
  }

  get now(): Profile | null {
    return this.latest;
  }

  private foldUntil(at: number): Profile | null {
    const opening = this.contacts.find(({ type }) => type === 'RelationshipOpened');
    if (opening === undefined || opening.at > at) return null;
    // The opening comes first, also among facts of the same instant.
    let profile = openProfile(opening.data as ProfileFacts, opening.at, opening.id);
    for (const contact of this.contacts)
      if (contact !== opening && contact.at >= opening.at && contact.at <= at) profile = shape(profile, contact);
    return profile;
  }
}

function shape(profile: Profile, { id, type, data }: RecordedContact): Profile {
  switch (type) {
    case 'RelationshipUpdated':
      return amend(profile, data as ProfileFacts, id);
    case 'RelationshipClosed':
      return { ...profile, closed: true };
    case 'RelationshipReopened':
      return { ...profile, closed: false };
    case 'OwnerAssigned': {
      const { owner, until } = data as unknown as { owner: string; until?: string };
      return until === undefined
        ? { ...profile, owner, cover: null }
        : { ...profile, cover: { owner, until: toMs(until) } };
    }
    default:
      return profile;
  }
}
