import { target, type Target } from '../matters/target.js';
import { declares, definitionOf, isInteraction } from '../contacts/catalog.js';
import { NO_HOLIDAYS, type Calendar } from '../calendar/calendar.js';
import type { EvidenceOf } from '../contacts/contact.js';
import type { EvidenceChange } from '../matters/evidence-change.js';
import type { EvidenceEntry } from '../matters/evidence-entry.js';
import { evidenceOfMatter, foundOf } from '../evidence/evidence-of.js';
import { EvidenceBook } from './evidence-book.js';
import { EARLIEST_MS, HOUR_MS } from '../facts/instant.js';
import type { KnownFacts } from '../contacts/known-facts.js';
import type { Mark } from '../matters/mark.js';
import { targetIn, marksOf } from '../contacts/marks-of.js';
import type { Matter } from '../matters/matter.js';
import type { Found } from '../matters/no-evidence.js';
import { duesAsked, inShort, type MatterExcerpt } from './matter-excerpt.js';
import { Extent } from './extent.js';
import { connectedTo, leadOf, type Lead } from './leads.js';
import { MatterIndex, type Root } from '../matters/matter-index.js';
import { DEFAULT_NOTICE_HOURS, type Profile } from '../contacts/profile.js';
import { Newest } from './newest.js';
import { patience } from './patience.js';
import { ProfileHistory } from './profile-history.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { compareText, lastOf } from '../facts/order.js';
import type { Steps } from '../facts/steps.js';
import type { Stakeholder } from '../facts/stakeholder.js';
import type { DueAfter } from '../matters/wait.js';

/**
 * The facts of one relationship. Contacts may be added in any order: the result depends on when they happened and on their
 * position in the log, never on the order of arrival. `add` is the fold (`evolve`); it invalidates only the contact's own
 * matter.
 */
export class Timeline implements KnownFacts {
  private readonly contacts = new Map<string, RecordedContact>();
  private readonly retractions = new Map<string, string>();
  private readonly idsByKey = new Map<string, string>();
  private readonly olderRowsByFingerprint = new Map<string, readonly string[]>();
  private readonly idsByIdentity = new Map<string, readonly string[]>();
  /** The contacts that the three indexes do not hold yet. */
  private readonly unindexed: RecordedContact[] = [];
  private readonly stakeholders = new Map<string, Stakeholder>();
  /** The deferrals in effect, by the id of the obligation. */
  private readonly deferrals = new Map<string, RecordedContact[]>();
  /** Every legal hold that was set; whether it was lifted is a fact of its own, in whatever order they arrive. */
  private readonly holdsSet = new Set<string>();
  private readonly holdsLifted = new Set<string>();
  /** The merges in effect, by the id of the contact. */
  private readonly merges = new Map<string, RecordedContact>();
  /** The other relationships that a merge or its end names, retracted or not. */
  private readonly named = new Set<string>();
  private whole: Whole | null = null;
  private readonly newestInteraction = new Newest(isInteraction);
  private readonly newestInteractionOrOpening = new Newest(
    (each) => isInteraction(each) || declares(each.type, 'opens'),
  );
  private readonly newestFact = new Newest(isFact);
  private readonly extent = new Extent();
  private facts = 0;
  private readonly profiles = new ProfileHistory();
  private readonly patiences = new Map<Calendar, DueAfter | null>();
  private readonly matters = new MatterIndex((at) => this.noticeMsAt(at));
  /** Models differ in how long a customer may wait, so there is one for each set of hours that was asked for. */
  private readonly books: EvidenceBook[] = [];
  private erasedBy: RecordedContact | null = null;

  static of(contacts: Iterable<RecordedContact>): Timeline {
    const timeline = new Timeline();
    for (const contact of contacts) timeline.add(contact);
    return timeline;
  }

  /** The relationship to which an id leads. @param contacts all of all relationships that merges connect to it; others are left out */
  static joined(customerId: string, contacts: readonly RecordedContact[]): Timeline {
    const ids = connectedTo(customerId, contacts);
    const connected = contacts.filter(({ data }) => ids.has(data.customerId)).sort(byPosition);
    const lead = leadOf(connected);
    const own = lead(customerId);
    const timeline = Timeline.of(connected.filter(({ data }) => lead(data.customerId) === own));
    const joinedBy = connected.filter(changesJoining);
    if (ids.size > 1) timeline.whole = { customerIds: [...ids].sort(compareText), contacts: connected, joinedBy, lead };
    return timeline;
  }

  /**
   * Adds what was recorded later in joined relationships, so that they need not be joined anew.
   * @param contacts of all of them, in any order @returns false, and nothing is added, where they must be joined anew
   */
  joinLater(contacts: readonly RecordedContact[]): boolean {
    const { whole } = this;
    const later = [...contacts].sort(byPosition);
    const [first] = later;
    if (first === undefined) return true;
    const last = whole?.contacts.at(-1);
    const isInOrder = last !== undefined && byPosition(last, first) < 0;
    if (whole === null || !isInOrder || later.some(changesJoining)) return false;
    const own = whole.lead(this.customerId);
    for (const contact of later) {
      whole.contacts.push(contact);
      if (whole.lead(contact.data.customerId) === own) this.add(contact);
    }
    return true;
  }

  add(contact: RecordedContact): void {
    const known = this.contacts.get(contact.id);
    if (known !== undefined) return this.place(known, contact);
    this.contacts.set(contact.id, contact);
    this.unindexed.push(contact);
    this.extent.add(contact);
    const definition = definitionOf(contact.type);
    const retractedId = definition?.retracts?.(contact.data);
    if (retractedId !== undefined) this.retract(retractedId, contact.id);
    if (definition?.erases) this.erasedBy = contact;
    const held = definition?.holds?.(contact.data);
    if (held !== undefined) this.holdsSet.add(held);
    const lifted = definition?.lifts?.(contact.data);
    if (lifted !== undefined) this.holdsLifted.add(lifted);
    const other = definition?.joins?.(contact.data) ?? definition?.leadsTo?.(contact.data).customerId;
    if (other !== undefined) this.named.add(other);
    if (!this.retractions.has(contact.id)) this.include(contact);
  }

  /** A contact that was added before it was on record gets its position in the order of facts. */
  private place(known: RecordedContact, contact: RecordedContact): void {
    if (known.position !== null || contact.position === null) return;
    this.contacts.set(contact.id, contact);
    this.extent.add(contact);
    if (this.retractions.has(contact.id)) return;
    this.exclude(known);
    this.include(contact);
  }

  private include(contact: RecordedContact): void {
    if (isFact(contact)) this.facts += 1;
    for (const newest of this.allNewest()) newest.add(contact);
    if (declares(contact.type, 'joins')) this.merges.set(contact.id, contact);
    const stakeholder = definitionOf(contact.type)?.introduces?.(contact.data);
    if (stakeholder !== undefined) this.stakeholders.set(contact.id, stakeholder);
    const deferred = deferralOf(contact)?.obligationId;
    if (deferred !== undefined) this.deferrals.set(deferred, [...(this.deferrals.get(deferred) ?? []), contact]);
    if (ProfileHistory.isShaping(contact) && this.profiles.add(contact)) this.matters.touchAll();
    const about = targetIn(contact);
    this.matters.add(contact, about, marksOf(contact, about));
  }

  private allNewest(): readonly Newest[] {
    return [this.newestInteraction, this.newestInteractionOrOpening, this.newestFact];
  }

  private retract(contactId: string, retractionId: string): void {
    const isExcluded = this.retractions.has(contactId);
    this.retractions.set(contactId, retractionId);
    const contact = this.contacts.get(contactId);
    if (contact !== undefined && !isExcluded) this.exclude(contact);
  }

  private exclude(contact: RecordedContact): void {
    if (isFact(contact)) this.facts -= 1;
    for (const newest of this.allNewest()) newest.remove(contact);
    this.merges.delete(contact.id);
    this.stakeholders.delete(contact.id);
    const deferred = deferralOf(contact)?.obligationId;
    if (deferred !== undefined) {
      const others = this.deferrals.get(deferred)?.filter(({ id }) => id !== contact.id);
      this.deferrals.set(deferred, others ?? []);
    }
    if (ProfileHistory.isShaping(contact)) {
      this.profiles.remove(contact.id);
      this.matters.touchAll();
    }
    const about = targetIn(contact);
    this.matters.remove(contact.id, about, marksOf(contact, about));
  }

  /**
   * The evidence of all facts, in the order of compareEntries, future due times included.
   * @param calendar its hours say when waiting for a word is evidence
   */
  evidence(calendar: Calendar = NO_HOLIDAYS): readonly EvidenceEntry[] {
    this.takeEvidenceChange(calendar);
    return this.bookUnder(calendar).sorted();
  }

  /**
   * What the evidence under a calendar lost and gained since the last call of this method, of `evidence` or of `preview` under
   * it. It computes only the changed matters, so following a history contact by contact is cheap.
   */
  takeEvidenceChange(calendar: Calendar = NO_HOLIDAYS): EvidenceChange {
    return this.bookToRenew(calendar).renew(this.evidenceReader(calendar));
  }

  /**
   * Computes what `evidence` returns, a matter in each step; after the last, `evidence` only looks it up. Contacts may be added
   * between two steps. As after `evidence`, `takeEvidenceChange` has nothing left of what was computed here.
   */
  *evidenceInSteps(calendar: Calendar = NO_HOLIDAYS): Steps<void> {
    for (;;) {
      const book = this.bookToRenew(calendar);
      const [root] = book.changed;
      if (root === undefined) return;
      book.renewOne(root, this.evidenceReader(calendar));
      yield;
    }
  }

  private bookToRenew(calendar: Calendar): EvidenceBook {
    const book = this.bookUnder(calendar);
    for (const root of this.matters.takeChanged()) for (const each of this.books) each.changed.add(root);
    return book;
  }

  private evidenceReader(calendar: Calendar): (root: Root) => readonly EvidenceEntry[] {
    const dueAfter = this.dueAfter(calendar);
    return (root) => {
      const contacts = this.matters.contactsIn(root);
      return contacts.length === 0 ? [] : evidenceOfMatter(contacts, this.matters.matter(root), dueAfter);
    };
  }

  /** How long the customer may wait for a word; null: without end. */
  dueAfter(calendar: Calendar): DueAfter | null {
    let known = this.patiences.get(calendar);
    if (known === undefined) this.patiences.set(calendar, (known = patience(this.profiles, calendar)));
    return known;
  }

  private bookUnder(calendar: Calendar): EvidenceBook {
    let book = this.books.find((each) => each.isUnder(calendar));
    if (book === undefined) this.books.push((book = new EvidenceBook(calendar, this.matters.roots())));
    return book;
  }

  /**
   * What the evidence would lose and gain with these contacts, without adding them. The contacts must not declare new
   * targets; for contacts that do, build a timeline of all of them.
   */
  preview(contacts: readonly RecordedContact[], calendar: Calendar = NO_HOLIDAYS): EvidenceChange {
    this.takeEvidenceChange(calendar);
    const book = this.bookUnder(calendar);
    const dueAfter = this.dueAfter(calendar);
    const touched = new Map<Root, { readonly contacts: RecordedContact[]; readonly marks: Mark[] }>();
    const touchedAt = (root: Root) => {
      let found = touched.get(root);
      if (found === undefined) touched.set(root, (found = { contacts: [], marks: [] }));
      return found;
    };
    for (const contact of contacts) {
      const about = targetIn(contact);
      touchedAt(this.matters.rootOf(about)).contacts.push(contact);
      for (const mark of marksOf(contact, about)) touchedAt(this.matters.rootOf(mark.target)).marks.push(mark);
    }
    const change = { lost: [] as EvidenceEntry[], gained: [] as EvidenceEntry[] };
    for (const [root, added] of touched) {
      change.lost.push(...book.of(root));
      const all = [...this.matters.contactsIn(root), ...added.contacts];
      change.gained.push(...evidenceOfMatter(all, this.matters.matterWith(root, added.marks), dueAfter));
    }
    return change;
  }

  /**
   * What one contact is evidence of, due times to come included, or why it is none. It reads only the matter of the contact.
   * A contact that is not on record is none yet.
   */
  evidenceOf(contactId: string): Found<EvidenceOf> {
    const contact = this.contacts.get(contactId);
    if (contact === undefined) return 'NOT_YET';
    return this.isRetracted(contactId) ? 'RETRACTED' : foundOf(contact, this.matterOf(targetIn(contact)));
  }

  /** The matter of a target, without the rest of the relationship. */
  excerpt(about: Target, calendar: Calendar = NO_HOLIDAYS): MatterExcerpt {
    const root = this.matters.rootOf(about);
    const notices: (readonly [number, number])[] = [];
    for (const at of [EARLIEST_MS, ...this.profiles.times]) {
      const noticeMs = this.noticeMsAt(at);
      if (noticeMs !== notices.at(-1)?.[1]) notices.push([at, noticeMs]);
    }
    return {
      contacts: this.matters
        .contactsIn(root)
        .filter(({ type }) => declares(type, 'evidence'))
        .map(inShort),
      marks: this.matters.matter(root).marks,
      notices,
      dues: duesAsked(this.matters.matter(root), this.dueAfter(calendar)),
    };
  }

  /** Of joined relationships, the one that absorbed the others. Empty while nothing is on record. */
  get customerId(): string {
    for (const { data } of this.contacts.values())
      return this.merges.size === 0 ? data.customerId : leadOf([...this.merges.values()])(data.customerId);
    return '';
  }

  /** The ids that lead to this relationship, besides its own; in order. */
  get absorbedIds(): readonly string[] {
    if (this.merges.size === 0) return [];
    const { customerId } = this;
    const lead = leadOf([...this.merges.values()]);
    const joined = [...this.merges.values()].map(({ type, data }) => definitionOf(type)?.joins?.(data) ?? '');
    return [...new Set(joined)].filter((each) => each !== customerId && lead(each) === customerId).sort(compareText);
  }

  /** The other relationships that its merges name, retracted ones too. */
  get namedInMerges(): ReadonlySet<string> {
    return this.named;
  }

  /** The merge in effect of this id into another; null where there is none. */
  mergeOf(customerId: string): RecordedContact | null {
    for (const merge of this.merges.values())
      if (definitionOf(merge.type)?.joins?.(merge.data) === customerId) return merge;
    return null;
  }

  /** What is on record of all relationships that are or were joined to this one; null where none ever was. */
  get everJoined(): Joined | null {
    return this.whole;
  }

  get openedAt(): number | null {
    return this.profiles.now?.openedAt ?? null;
  }

  /** How many contacts are in effect: a retraction takes out itself and the contact that it retracts. */
  get effectiveCount(): number {
    return this.contacts.size - 2 * this.retractions.size;
  }

  /** The profile after the latest facts; null before the relationship was opened. */
  get profile(): Profile | null {
    return this.profiles.now;
  }

  profileAt(at: number): Profile | null {
    return this.profiles.at(at);
  }

  /** What the profile would be with this contact, which may be a retraction. Nothing is added. */
  profileWith(contact: RecordedContact): Profile | null {
    const retractedId = definitionOf(contact.type)?.retracts?.(contact.data);
    return this.profiles.nowWith([contact], new Set(retractedId === undefined ? [] : [retractedId]));
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
    return this.matterOf(contact === undefined ? null : targetIn(contact));
  }

  /** The target of a contact, where both are on record; else null. */
  targetOfContact(contactId: string): Target {
    const contact = this.contacts.get(contactId);
    const about = contact === undefined ? null : targetIn(contact);
    return about !== null && this.isDeclared(about) ? about : null;
  }

  isStakeholder(stakeholderId: string): boolean {
    return this.stakeholder(stakeholderId) !== null;
  }

  /** The person of this id; null where no contact introduced one. */
  stakeholder(stakeholderId: string): Stakeholder | null {
    for (const each of this.stakeholders.values()) if (each.stakeholderId === stakeholderId) return each;
    return null;
  }

  /** The ids of all holds, in effect or lifted. */
  get holdsEver(): ReadonlySet<string> {
    return this.holdsSet;
  }

  /** Null: no hold had this id. */
  legalHold(holdId: string): 'IN_EFFECT' | 'LIFTED' | null {
    if (!this.holdsSet.has(holdId)) return null;
    return this.holdsLifted.has(holdId) ? 'LIFTED' : 'IN_EFFECT';
  }

  /** The ids of the holds that are in effect. */
  get legalHolds(): readonly string[] {
    return [...this.holdsSet].filter((holdId) => !this.holdsLifted.has(holdId));
  }

  /** The last interaction with the customer; before the first, the opening. Null before the opening. */
  lastInteraction(): RecordedContact | null {
    return this.newestInteractionOrOpening.among(() => this.effectiveContacts());
  }

  /** The last interaction with the customer; null before the first. */
  lastContact(): RecordedContact | null {
    const last = this.lastInteraction();
    return last === null || declares(last.type, 'opens') ? null : last;
  }

  /** When the last interaction was, whatever was said of the terms since, milliseconds since the epoch; null before the first. */
  get lastInteractionAt(): number | null {
    return this.newestInteraction.among(() => this.effectiveContacts())?.at ?? null;
  }

  /** When the last contact in effect took place, markers left out, milliseconds since the epoch; null where there is none. */
  get lastFactAt(): number | null {
    return this.newestFact.among(() => this.effectiveContacts())?.at ?? null;
  }

  /** How many contacts are in effect, markers left out. */
  get factCount(): number {
    return this.facts;
  }

  /** How far all contacts reach that were added, retracted ones and retractions included. */
  get reach(): Readonly<Extent> {
    return this.extent;
  }

  /** Until when an obligation is deferred, milliseconds since the epoch; Infinity: permanently. Null where it is not. */
  deferredUntil(obligationId: string, now: number): number | null {
    const last = lastOf(this.deferrals.get(obligationId) ?? [], (each) => each.at <= now);
    const until = last === null ? undefined : deferralOf(last)?.until;
    return until !== undefined && until > now ? until : null;
  }

  isWaitingFor(needId: string, at: number): boolean {
    let askedAt = -Infinity;
    let fulfilledAt = -Infinity;
    for (const mark of this.matterOf(target('need', needId)).marks) {
      // A later fulfilment on record already answers everything asked by then; there cannot be a second one.
      if (mark.at > at && mark.is === 'NEED_FULFILLED') return false;
      if (mark.at > at) break;
      if (mark.is === 'NEED') askedAt = mark.at;
      else if (mark.is === 'NEED_FULFILLED') fulfilledAt = mark.at;
    }
    // A fulfilment answers everything asked until then, that instant included.
    return askedAt > fulfilledAt;
  }

  contact(contactId: string): RecordedContact | null {
    return this.contacts.get(contactId) ?? null;
  }

  /** Every contact that was added, retracted ones and retractions included, in the order of arrival. */
  recorded(): Iterable<RecordedContact> {
    return this.contacts.values();
  }

  /** How many contacts were added, retracted ones and retractions included. */
  get size(): number {
    return this.contacts.size;
  }

  /** The contacts in effect: neither retracted nor retractions. In the order of arrival. */
  *effectiveContacts(): Iterable<RecordedContact> {
    for (const contact of this.contacts.values()) if (this.isEffective(contact)) yield contact;
  }

  private isEffective({ id, type }: RecordedContact): boolean {
    return !declares(type, 'retracts') && !this.retractions.has(id);
  }

  isRetracted(contactId: string): boolean {
    return this.retractions.has(contactId);
  }

  isRetractable({ type }: RecordedContact): boolean {
    const isFinal = FINAL.some((what) => declares(type, what));
    return !isFinal && (!declares(type, 'opens') || this.effectiveCount <= 1);
  }

  /** The contact that erased the customer; null where none did. */
  get erasure(): RecordedContact | null {
    return this.erasedBy;
  }

  /** The contact recorded under this idempotency key, in the form in which it was stored, retracted or not; null where there is none. */
  byIdempotencyKey(key: string): RecordedContact | null {
    this.index();
    return this.contacts.get(this.idsByKey.get(key) ?? '') ?? null;
  }

  /** The contacts with this fingerprint that an earlier release imported from rows without a key, in the order of arrival. */
  olderRows(fingerprint: string): readonly RecordedContact[] {
    this.index();
    return (this.olderRowsByFingerprint.get(fingerprint) ?? []).flatMap((id) => this.contacts.get(id) ?? []);
  }

  /** The contacts in effect with this identity. There can be several, because late facts can state one thing twice. */
  byIdentity(identity: string): readonly RecordedContact[] {
    this.index();
    const ids = this.idsByIdentity.get(identity) ?? [];
    return ids.flatMap((id) => (this.retractions.has(id) ? [] : (this.contacts.get(id) ?? [])));
  }

  /** Only decisions look up repeats, so the indexes are built at the first decision. */
  private index(): void {
    for (const contact of this.unindexed) {
      const { idempotencyKey: key, fingerprint, id } = contact;
      if (key !== null) this.idsByKey.set(key, id);
      if (key?.startsWith(OLDER_ROW)) append(this.olderRowsByFingerprint, fingerprint, id);
      const identity = identityOf(contact);
      if (identity !== null) append(this.idsByIdentity, identity, id);
    }
    this.unindexed.length = 0;
  }

  private noticeMsAt(at: number): number {
    return (this.profiles.at(at) ?? this.profiles.now)?.noticeMs ?? DEFAULT_NOTICE_HOURS * HOUR_MS;
  }
}

/** How the keys began that earlier releases made for rows without one. Today only digests of keys are stored. */
const OLDER_ROW = 'row:';

const append = (ids: Map<string, readonly string[]>, name: string, id: string) =>
  ids.set(name, [...(ids.get(name) ?? []), id]);

/** What can never be retracted by a caller. */
const FINAL = ['retracts', 'holds', 'lifts', 'erases', 'marker', 'leadsTo'] as const;

/** A marker says only that time passed. A retraction is not in effect. The end of an absorbed relationship is told by its merge. */
const isFact = ({ type }: RecordedContact): boolean =>
  !declares(type, 'marker') && !declares(type, 'retracts') && !declares(type, 'leadsTo');

/** Relationships of which merges, in effect or retracted, name one another. */
export type Joined = {
  /** In order. */
  readonly customerIds: readonly string[];
  /** All of all of them, in the order of the log. */
  readonly contacts: readonly RecordedContact[];
  /** Those of them that say which are joined: merges, ends, retractions and erasures. */
  readonly joinedBy: readonly RecordedContact[];
};

type Whole = Joined & { readonly contacts: RecordedContact[]; readonly lead: Lead };

/** Whether a contact may change which relationships are joined, or whether they can be read at all. */
const changesJoining = ({ type }: RecordedContact): boolean => CHANGES_JOINING.some((what) => declares(type, what));
const CHANGES_JOINING = ['joins', 'leadsTo', 'retracts', 'erases'] as const;

const byPosition = (a: RecordedContact, b: RecordedContact): number =>
  a.position === b.position ? 0 : a.position === null ? 1 : b.position === null ? -1 : a.position < b.position ? -1 : 1;

const deferralOf = ({ type, data }: RecordedContact) => definitionOf(type)?.defers?.(data);

/** The identity of the fact; null where it has none. */
export const identityOf = (contact: RecordedContact): string | null =>
  definitionOf(contact.type)?.identity?.(contact.data) ?? null;
