import { target } from './about.js';
import { definitionOf } from './catalog.js';
import { compareEntries, type EvidenceEntry } from './evidence/entry.js';
import { evidenceOfMatter } from './evidence/evidence-of.js';
import { HOUR_MS, toMs } from './instant.js';
import type { KnownFacts } from './known-facts.js';
import type { Mark, Target } from './mark.js';
import type { Matter } from './matter.js';
import { MatterIndex, type Root } from './matter-index.js';
import { DEFAULT_NOTICE_HOURS, type Profile } from './profile.js';
import { ProfileHistory } from './profile-history.js';
import type { RecordedContact } from './recorded-contact.js';

export type EvidenceChange = { readonly lost: readonly EvidenceEntry[]; readonly gained: readonly EvidenceEntry[] };

/**
 * The facts of one relationship. Contacts may be added in any order: the result depends on when they happened, never on
 * when they arrived. This is `evolve`: adding one contact costs what its own matter costs.
 */
export class Timeline implements KnownFacts {
  private readonly contacts = new Map<string, RecordedContact>();
  private readonly retractions = new Map<string, string>();
  private readonly idsByKey = new Map<string, string>();
  private readonly idsByIdentity = new Map<string, string>();
  private readonly stakeholders = new Map<string, RecordedContact>();
  private readonly profiles = new ProfileHistory();
  private readonly matters = new MatterIndex((at) => this.noticeMsAt(at));
  private readonly entriesByRoot = new Map<Root, readonly EvidenceEntry[]>();
  private sortedEntries: readonly EvidenceEntry[] = [];

  static of(contacts: Iterable<RecordedContact>): Timeline {
    const timeline = new Timeline();
    for (const contact of contacts) timeline.add(contact);
    return timeline;
  }

  add(contact: RecordedContact): void {
    const isKnown = this.contacts.has(contact.id);
    // Known already, perhaps from before it had a place in the log.
    if (!isKnown || contact.position !== null) this.contacts.set(contact.id, contact);
    if (isKnown) return;
    if (contact.idempotencyKey !== null) this.idsByKey.set(contact.idempotencyKey, contact.id);
    if (contact.type === 'ContactRetracted') this.retract(contact);
    if (!this.retractions.has(contact.id)) this.include(contact);
  }

  private include(contact: RecordedContact): void {
    const identity = identityOf(contact);
    if (identity !== null) this.idsByIdentity.set(identity, contact.id);
    if (contact.type === 'StakeholderAdded') this.stakeholders.set(contact.id, contact);
    if (ProfileHistory.isShaping(contact)) {
      this.profiles.add(contact);
      this.matters.touchAll();
    }
    this.matters.add(contact, targetOf(contact), marksOf(contact));
  }

  private retract(retraction: RecordedContact): void {
    const { contactId } = retraction.data as unknown as { contactId: string };
    this.retractions.set(contactId, retraction.id);
    const contact = this.contacts.get(contactId);
    if (contact === undefined) return;
    const identity = identityOf(contact);
    if (identity !== null && this.idsByIdentity.get(identity) === contactId) this.idsByIdentity.delete(identity);
    this.stakeholders.delete(contactId);
    if (ProfileHistory.isShaping(contact)) {
      this.profiles.remove(contactId);
      this.matters.touchAll();
    }
    this.matters.remove(contactId, targetOf(contact), marksOf(contact));
  }

  /** What the facts are evidence of, in the order in which sums run; due times yet to pass are among them. */
  evidence(): readonly EvidenceEntry[] {
    const changed = this.matters.takeChanged();
    if (changed.length === 0) return this.sortedEntries;
    for (const root of changed) {
      const contacts = this.matters.contactsIn(root);
      if (contacts.length === 0) this.entriesByRoot.delete(root);
      else this.entriesByRoot.set(root, evidenceOfMatter(contacts, this.matters.matter(root)));
    }
    this.sortedEntries = [...this.entriesByRoot.values()].flat().sort(compareEntries);
    return this.sortedEntries;
  }

  /**
   * What the evidence would lose and gain if these took place too, without adding them. For contacts that bring nothing
   * new into being to refer to; with others, build a timeline of all of them.
   */
  preview(contacts: readonly RecordedContact[]): EvidenceChange {
    this.evidence();
    const change = { lost: [] as EvidenceEntry[], gained: [] as EvidenceEntry[] };
    const touched = contacts.flatMap((each) => [targetOf(each), ...marksOf(each).map((mark) => mark.target)]);
    for (const root of new Set(touched.map((each) => this.matters.rootOf(each)))) {
      const isOfRoot = (each: RecordedContact) => this.matters.rootOf(targetOf(each)) === root;
      const matter = this.matters.matterWith(root, contacts.flatMap(marksOf));
      change.lost.push(...(this.entriesByRoot.get(root) ?? []));
      change.gained.push(...evidenceOfMatter([...this.matters.contactsIn(root), ...contacts.filter(isOfRoot)], matter));
    }
    return change;
  }

  /** Empty while nothing is on record. */
  get customerId(): string {
    for (const { data } of this.contacts.values()) return data.customerId;
    return '';
  }

  get openedAt(): number | null {
    return this.profiles.now?.openedAt ?? null;
  }

  get standing(): number {
    return this.contacts.size - 2 * this.retractions.size;
  }

  /** The relationship as the latest facts leave it; null before it was opened. */
  get profile(): Profile | null {
    return this.profiles.now;
  }

  profileAt(at: number): Profile | null {
    return this.profiles.at(at);
  }

  isDeclared(target: NonNullable<Target>): boolean {
    return this.matters.declaredFrom(target) !== null;
  }

  wasDeclared(target: NonNullable<Target>, at: number): boolean {
    const from = this.matters.declaredFrom(target);
    return from !== null && from <= at;
  }

  matterOf(target: Target): Matter {
    return this.matters.matter(this.matters.rootOf(target));
  }

  /** Every matter of the relationship, in no order. */
  *allMatters(): Iterable<Matter> {
    for (const root of this.matters.roots()) yield this.matters.matter(root);
  }

  /** The matter that a contact on record belongs to. */
  matterOfContact(contactId: string): Matter {
    const contact = this.contacts.get(contactId);
    return this.matterOf(contact === undefined ? null : targetOf(contact));
  }

  isStakeholder(stakeholderId: string): boolean {
    return this.stakeholder(stakeholderId) !== null;
  }

  /** The contact that added the person; null where nobody did. */
  stakeholder(stakeholderId: string): RecordedContact | null {
    for (const contact of this.stakeholders.values()) if (contact.data.stakeholderId === stakeholderId) return contact;
    return null;
  }

  /** The last word with the customer; before any, the opening. Null before that. */
  lastInteraction(): RecordedContact | null {
    let last: RecordedContact | null = null;
    for (const contact of this.standingContacts()) {
      const definition = definitionOf(contact.type);
      if (!definition?.isInteraction && contact.type !== 'RelationshipOpened') continue;
      if (last === null || contact.at > last.at || (contact.at === last.at && contact.id > last.id)) last = contact;
    }
    return last;
  }

  /** Until when an obligation is put off, milliseconds since the epoch, Infinity for ever; null where it is not. */
  deferredUntil(obligationId: string, now: number): number | null {
    let until: number | null = null;
    let since = -Infinity;
    for (const { at, data, type } of this.standingContacts()) {
      if (type !== 'ObligationDeferred' || at > now || at < since) continue;
      const deferral = data as unknown as { obligationId: string; until?: string };
      if (deferral.obligationId !== obligationId) continue;
      since = at;
      until = deferral.until === undefined ? Infinity : toMs(deferral.until);
    }
    return until !== null && until > now ? until : null;
  }

  isWaitingFor(needId: string, at: number): boolean {
    let askedAt = -Infinity;
    let fulfilledAt = -Infinity;
    for (const mark of this.matterOf(target('need', needId)).marks) {
      if (mark.at > at) break;
      if (mark.is === 'NEED') askedAt = mark.at;
      else if (mark.is === 'NEED_FULFILLED') fulfilledAt = mark.at;
    }
    // What is fulfilled answers everything asked until then, that very instant included.
    return askedAt > fulfilledAt;
  }

  contact(contactId: string): RecordedContact | null {
    return this.contacts.get(contactId) ?? null;
  }

  /** Every contact on record, those taken back and their retractions too, in the order of their arrival. */
  recorded(): Iterable<RecordedContact> {
    return this.contacts.values();
  }

  /** How many contacts are on record. */
  get size(): number {
    return this.contacts.size;
  }

  /** The contacts that stand: none taken back, no retractions. In the order of their arrival. */
  *standingContacts(): Iterable<RecordedContact> {
    for (const contact of this.contacts.values())
      if (contact.type !== 'ContactRetracted' && !this.retractions.has(contact.id)) yield contact;
  }

  isRetracted(contactId: string): boolean {
    return this.retractions.has(contactId);
  }

  isRetractable(type: string): boolean {
    return type !== 'ContactRetracted' && type !== 'CustomerErased' && !definitionOf(type)?.isMarker;
  }

  /** The contact recorded under this idempotency key, taken back or not. */
  byIdempotencyKey(key: string): RecordedContact | null {
    return this.contacts.get(this.idsByKey.get(key) ?? '') ?? null;
  }

  /** The contact that stands as this very fact. */
  byIdentity(identity: string): RecordedContact | null {
    return this.contacts.get(this.idsByIdentity.get(identity) ?? '') ?? null;
  }

  private noticeMsAt(at: number): number {
    return (this.profiles.at(at) ?? this.profiles.now)?.noticeMs ?? DEFAULT_NOTICE_HOURS * HOUR_MS;
  }
}

const targetOf = (contact: RecordedContact): Target => definitionOf(contact.type)?.target?.(contact.data) ?? null;

/** The id by which the fact is known; null where it has none of its own. */
export const identityOf = (contact: RecordedContact): string | null =>
  definitionOf(contact.type)?.identity?.(contact.data) ?? null;

function marksOf(contact: RecordedContact): readonly Mark[] {
  const { id: eventId, at, data, type } = contact;
  const facts = definitionOf(type)?.marks?.(data, at) ?? [];
  if (facts.length === 0) return [];
  const own = targetOf(contact);
  return facts.map((fact): Mark => ({ ...fact, target: fact.target ?? own, at, eventId }));
}
