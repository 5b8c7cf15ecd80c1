import { compareFacts } from '../facts/order.js';
import { declares, definitionOf } from '../contacts/catalog.js';
import { amend, type Profile } from '../contacts/profile.js';
import type { RecordedContact } from '../facts/recorded-contact.js';

/** The terms of a relationship over time, from the contacts that set them. */
export class ProfileHistory {
  private readonly contacts: RecordedContact[] = [];
  /** The terms from each time on, ascending; null: to be read again from the contacts. */
  private states: Terms[] | null = [];

  static isShaping = ({ type }: RecordedContact): boolean => declares(type, 'opens') || declares(type, 'shapes');

  /** @returns whether what matters depend on may have changed, at any time: the notice, and when and by which hours we work */
  add(contact: RecordedContact): boolean {
    const last = this.contacts.at(-1);
    const before = this.states?.at(-1)?.profile;
    this.contacts.push(contact);
    if (last === undefined || before === undefined || compareFacts(last, contact) > 0) {
      this.contacts.sort(compareFacts);
      this.states = null;
      return true;
    }
    const profile = shapedBy(before, contact);
    if (this.states?.at(-1)?.from === contact.at) this.states.pop();
    this.states?.push({ from: contact.at, profile });
    return !isSameToMatters(before, profile);
  }

  remove(contactId: string): void {
    const index = this.contacts.findIndex(({ id }) => id === contactId);
    if (index >= 0) this.contacts.splice(index, 1);
    this.states = null;
  }

  /** Null before the relationship was opened. */
  at(at: number): Profile | null {
    return this.overTime()[this.countBy(at) - 1]?.profile ?? null;
  }

  /** From when the relationship is open, at or after a moment; null where it is closed for good. */
  openFrom(at: number): number | null {
    const all = this.overTime();
    const now = Math.max(0, this.countBy(at) - 1);
    if (all[now]?.profile.closed !== true) return at;
    return all.slice(now).find(({ profile }) => !profile.closed)?.from ?? null;
  }

  /** When the relationship is closed for the first time after one moment and up to another; null where it is not. */
  closedBetween(after: number, until: number): number | null {
    const all = this.overTime();
    for (let index = this.countBy(after); index < all.length; index += 1) {
      const { from, profile } = all[index] as Terms;
      if (from > until) return null;
      if (profile.closed) return from;
    }
    return null;
  }

  /** When the terms were set or changed, milliseconds since the epoch, ascending. */
  get times(): readonly number[] {
    return this.contacts.map(({ at }) => at);
  }

  get now(): Profile | null {
    return this.overTime().at(-1)?.profile ?? null;
  }

  /** What `now` would be with some contacts more and some fewer. Nothing is added. @param without ids of contacts */
  nowWith(added: readonly RecordedContact[], without: ReadonlySet<string>): Profile | null {
    const kept = this.contacts.filter(({ id }) => !without.has(id));
    const contacts = [...kept, ...added.filter(ProfileHistory.isShaping)].sort(compareFacts);
    return statesOf(contacts).at(-1)?.profile ?? null;
  }

  /** How many of the terms were set by then. */
  private countBy(at: number): number {
    const all = this.overTime();
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((all[middle] as Terms).from <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private overTime(): Terms[] {
    return (this.states ??= statesOf(this.contacts));
  }
}

const isSameToMatters = (a: Profile, b: Profile): boolean =>
  a.noticeMs === b.noticeMs && a.closed === b.closed && a.segment === b.segment && a.timeZone === b.timeZone;

type Terms = { readonly from: number; readonly profile: Profile };

/** The terms after each instant at which they were set. @param contacts in order */
function statesOf(contacts: readonly RecordedContact[]): Terms[] {
  const opening = contacts.find(({ type }) => declares(type, 'opens'));
  let profile = opening === undefined ? null : (definitionOf(opening.type)?.opens?.(opening) ?? null);
  if (opening === undefined || profile === null) return [];
  // The opening comes first, also among facts of the same instant.
  const states: Terms[] = [{ from: opening.at, profile }];
  for (const contact of contacts) {
    if (contact === opening || contact.at < opening.at) continue;
    profile = shapedBy(profile, contact);
    if (states.at(-1)?.from === contact.at) states.pop();
    states.push({ from: contact.at, profile });
  }
  return states;
}

/**
 * An opening after the earliest one changes the terms as an update does. Of the openings that state the trust at the opening,
 * the earliest holds.
 */
function shapedBy(profile: Profile, contact: RecordedContact): Profile {
  const definition = definitionOf(contact.type);
  if (definition?.opens !== undefined && definition.agrees !== undefined) {
    const openingTrust = profile.openingTrust ?? definition.opens(contact).openingTrust;
    return { ...amend(profile, definition.agrees(contact.data), contact.id), openingTrust };
  }
  return definition?.shapes?.(profile, contact) ?? profile;
}
