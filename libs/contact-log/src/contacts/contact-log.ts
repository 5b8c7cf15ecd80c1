import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  contactRetracted,
  decide,
  decideReplacement,
  declares,
  formsOf,
  refuse,
  refusedWith,
  Timeline,
  toIso,
  toMs,
  type Answer,
  type Profile,
  type RecordedContact,
  type Refusal,
  type Replacement,
} from '#relationship';
import {
  DamagedEvent,
  Decider,
  type Decided,
  type EventStore,
  type Folded,
  type NewEvent,
  type Position,
  type StoredEvent,
} from '#event-store';
import { candidateOf } from './candidate.js';
import { idsOnRecord, refusalsOfNewIds } from './ids-on-record.js';
import { repeatFormsOf, type ImportedRow } from './repeat-forms-of.js';
import { fromStored, opened, streamOf, toStored } from '../stored-form/codec.js';
import { markerOf, type MarkerRequest } from './marker.js';
import type { KeyRing } from '../keys/key-ring.js';
import { KeyUnusable } from '../stored-form/key-unusable.js';
import { isRefused, readInputToJudge, type CheckedInput } from '../input/read-input.js';
import { readReplacement, refusalsOfParts, type ReplacementInputs } from '../input/read-replacement.js';
import { keyDigestOf } from '../stored-form/sealing.js';
import { withEach } from './with-each.js';

export type RecordRequest = {
  /** The event type, such as `CheckInHeld`. */
  readonly type: string;
  /** The caller's input, unchecked. */
  readonly input: object;
  /** From the caller's token, never from the input. */
  readonly recordedBy: string;
  readonly correlationId: string;
  readonly causationId?: string | null;
  /** When it became known, milliseconds since the epoch; only an importer sets it. Default: now. */
  readonly recordedAt?: number;
  /** For a row of a file whose key the importer made; left out: the key is the caller's own. */
  readonly row?: ImportedRow;
  /** Whether the recorder sees the relationship; if not, it is answered as if there were none. Left out: yes. */
  readonly sees?: (timeline: Timeline) => boolean;
  /**
   * Why the recorder may not change the terms of the relationship in this way; null: the recorder may. Asked for what would
   * be recorded, and with the facts on which that is decided. Left out: every change is allowed.
   */
  readonly mayChange?: (before: Profile | null, after: Profile | null) => Refusal | null;
  /** The input as an earlier release of the importer wrote it: what is on record in this form is the same contact. */
  readonly inputBefore?: object;
};

export type RecordAnswer = Answer<{
  readonly contact: RecordedContact;
  /** Its position in the log; for a repeat, a position at or after it. */
  readonly position: Position;
  readonly replayed: boolean;
}>;

/** A contact is to be retracted, and another one recorded in its place. */
export type ReplaceRequest = RecordRequest & {
  /** The contact to replace; it must be one with the customer of the input. Unchecked, as the input. */
  readonly contactId: string;
  /** Why. */
  readonly reason?: string | null;
};

export type ReplaceAnswer = Answer<
  Replacement & {
    readonly replaced: RecordedContact;
    /** The position in the log at which both are written; for a repeat, that position or a later one. */
    readonly position: Position;
    readonly replayed: boolean;
  }
>;

const customerFormsIn = ({ facts, asGiven }: CheckedInput): string[] =>
  [facts, asGiven?.facts ?? facts].map(({ customerId }) => customerId as string);

const CONTACTS_REMEMBERED = 300_000;

/** The log of contacts: a stream for each relationship, folded to its timeline. */
export class ContactLog {
  private readonly timelines: LRUCache<string, Folded<Timeline>>;
  private readonly relationships: Decider<Timeline, RecordedContact>;
  private hasBegun = false;

  /**
   * @param now the clock, milliseconds since the epoch
   * @param begin makes sure that the log has begun. Called before the first append
   * @param remembered the most contacts in the cache: about a kilobyte each
   */
  constructor(
    private readonly store: EventStore,
    private readonly keys: KeyRing,
    private readonly now: () => number = Date.now,
    private readonly begin: () => Promise<void> = () => Promise.resolve(),
    readonly remembered = CONTACTS_REMEMBERED,
  ) {
    this.timelines = new LRUCache({ maxSize: remembered, sizeCalculation: ({ state }) => state.size + 1 });
    const evolve = (timeline: Timeline, contact: RecordedContact): Timeline => {
      this.destroyKeyAfter(contact, { isOnRecord: true });
      timeline.add(contact);
      return timeline;
    };
    const folding = { initial: () => new Timeline(), decode: fromStored, evolve };
    this.relationships = new Decider(store, folding, this.timelines);
  }

  /** Records one contact. @throws what `Decider.transact` throws */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    const [answer] = await this.recordAll([request]);
    return answer as RecordAnswer;
  }

  /**
   * Records contacts of one customer in order. The accepted ones are written in a single append. Each is decided as if
   * the accepted ones before it were on record. A refused one does not stop the others.
   */
  async recordAll(requests: readonly RecordRequest[]): Promise<readonly RecordAnswer[]> {
    const inputs = requests.map(({ type, input }) => readInputToJudge(type, input));
    const checked = inputs.find((input) => !isRefused(input));
    if (checked === undefined || isRefused(checked)) return inputs.map((input) => refusedWith(input as Refusal[]));
    const forms = inputs.flatMap((input) => (isRefused(input) ? [] : customerFormsIn(input)));
    const customerId = await firstOnRecord(forms, (each) => this.wholeTimelineOf(each));
    // Several contacts are added to the timeline before they are on disk, so that each is decided with those before it.
    const isOwnState = requests.length > 1;
    const judge = async (timeline: Timeline) => {
      const isSeen = requests.every(({ sees }) => sees?.(timeline) ?? true);
      const judged = isSeen
        ? this.judge(customerId, timeline, requests, inputs)
        : this.judgeUnseen(customerId, requests, inputs);
      if (judged.events.length > 0) await this.beginOnce();
      return judged;
    };
    try {
      return await this.relationships.transact(streamOf(customerId), judge, { isOwnState });
    } catch (error) {
      const [request] = requests;
      const mayDoWithout =
        error instanceof DamagedEvent && requests.length === 1 && declares(request?.type ?? '', 'erases');
      if (!mayDoWithout || request === undefined) throw error;
      return [await this.eraseUnread(customerId, request, checked)];
    }
  }

  /** Erases a customer of whom an event cannot be read. No rule keeps anybody on record from being erased. */
  private async eraseUnread(customerId: string, request: RecordRequest, input: CheckedInput): Promise<RecordAnswer> {
    const timeline = (await this.timelineOf(customerId)) ?? new Timeline();
    if (request.sees?.(timeline) === false) return refusedWith([refuse('CUSTOMER_UNKNOWN', 'customerId')]);
    const key = this.keys.keyOf(customerId) ?? temporaryKey();
    const contact = this.candidate(customerId, timeline, request, input, key);
    const stream = streamOf(customerId);
    let position = 0n;
    for await (const batch of this.store.readStream(stream))
      position = batch.find(({ type }) => declares(type, 'erases'))?.position ?? position;
    const replayed = position > 0n;
    if (!replayed)
      ({ lastPosition: position } = await this.store.append(stream, this.stored(customerId, [contact], key), 'any'));
    this.destroyKeyAfter(contact, { isOnRecord: false });
    return { recorded: { contact, position, replayed }, refusals: [] };
  }

  private async beginOnce(): Promise<void> {
    if (this.hasBegun) return;
    await this.begin();
    this.hasBegun = true;
  }

  /** @param timeline with several requests, the accepted contacts are added to it */
  private judge(
    customerId: string,
    timeline: Timeline,
    requests: readonly RecordRequest[],
    inputs: readonly ReturnType<typeof readInputToJudge>[],
  ): Decided<readonly RecordAnswer[]> {
    const key = this.keyFor(customerId, requests, timeline);
    const accepted: RecordedContact[] = [];
    const judged = requests.map((request, index) => {
      const input = inputs[index] as (typeof inputs)[number];
      if (isRefused(input)) return refusedWith(input);
      const ofNewIds = refusalsOfNewIds(input, timeline);
      if (ofNewIds.length > 0) return refusedWith(ofNewIds);
      const contact = this.candidate(customerId, timeline, request, input, key);
      const forms = repeatFormsOf(request.type, input, { facts: key, idempotencyKey: key }, request);
      const decision = decide(timeline, contact, forms);
      if (decision.is === 'REFUSED') return refusedWith([decision.refusal]);
      if (decision.is === 'REPEATED')
        return { contact: opened(decision.earlier, this.keyToOpen(customerId, key)), replayed: true };
      const refusal = request.mayChange?.(timeline.profile, timeline.profileWith(contact)) ?? null;
      if (refusal !== null) return refusedWith([refusal]);
      accepted.push(contact);
      if (requests.length > 1) timeline.add(contact);
      return { contact, replayed: false };
    });
    const events = this.stored(customerId, accepted, key);
    const answer = (position: Position): readonly RecordAnswer[] =>
      judged.map((each): RecordAnswer => {
        if ('refusals' in each) return each;
        this.destroyKeyAfter(each.contact, { isOnRecord: false });
        return { recorded: { ...each, position }, refusals: [] };
      });
    return { events, answer };
  }

  /** After an erasure nothing can be opened, and the placeholders are shown. @param otherwise where no key was ever made */
  private keyToOpen(customerId: string, otherwise: KeyObject): KeyObject | null {
    return this.keys.keyOf(customerId) ?? (this.keys.knows(customerId) ? null : otherwise);
  }

  /** As if nothing were on record; but an opening, which would then be taken, is refused. */
  private judgeUnseen(
    customerId: string,
    requests: readonly RecordRequest[],
    inputs: readonly ReturnType<typeof readInputToJudge>[],
  ): Decided<readonly RecordAnswer[]> {
    const nothing = new Timeline();
    const judged = requests.map((request, index): RecordAnswer => {
      const input = inputs[index] as (typeof inputs)[number];
      if (isRefused(input)) return refusedWith(input);
      if (input.ofNewIds.length > 0) return refusedWith(input.ofNewIds);
      const decision = decide(nothing, this.candidate(customerId, nothing, request, input, temporaryKey()));
      return refusedWith([decision.is === 'REFUSED' ? decision.refusal : refuse('CUSTOMER_UNKNOWN', 'customerId')]);
    });
    return { events: [], answer: () => judged };
  }

  /** The contact to decide on. A time a little ahead becomes now, unless an importer says when it was recorded. */
  private candidate(
    customerId: string,
    timeline: Timeline,
    request: RecordRequest,
    input: CheckedInput,
    key: KeyObject,
  ): RecordedContact {
    const { type, recordedBy, correlationId, causationId = null, recordedAt = this.now() } = request;
    const ids = { ...idsOnRecord(type, input, timeline), customerId };
    const facts = request.recordedAt === undefined ? notAhead(ids, recordedAt) : ids;
    return candidateOf(type, input, { recordedBy, recordedAt, correlationId, causationId }, key, facts);
  }

  /**
   * @throws KeyUnusable if a temporary key would be used: facts sealed with it could never be read again, and a digest
   * made with it never be compared. What follows from a fact on record is recognised by that fact
   */
  private stored(customerId: string, contacts: readonly RecordedContact[], key: KeyObject): readonly NewEvent[] {
    const events = contacts.map((contact) => toStored(contact, key));
    const follows = (causationId: string | null) =>
      causationId !== null && contacts.every(({ id }) => id !== causationId);
    const needsKey = contacts.some(({ type, idempotencyKey, causationId }, index) => {
      const isSealed = 'sealed' in (events[index]?.data ?? {});
      return isSealed || (idempotencyKey !== null && !follows(causationId) && !declares(type, 'erases'));
    });
    if (needsKey && this.keys.keyOf(customerId) === null) throw new KeyUnusable(customerId);
    return events;
  }

  /**
   * Retracts a contact and records another of its type in its place, in one append: both or neither. What the new contact
   * leaves out of its own ids and its time stays as it was. @throws as `record`
   */
  async replace(request: ReplaceRequest): Promise<ReplaceAnswer> {
    const inputs = readReplacement(request);
    if (isRefused(inputs)) return refusedWith(inputs);
    const customerId = await firstOnRecord(customerFormsIn(inputs.contact), (each) => this.wholeTimelineOf(each));
    const judge = (timeline: Timeline) => {
      // What the recorder does not see is answered as if nothing were on record.
      const isSeen = request.sees?.(timeline) ?? true;
      return this.judgeReplacement(customerId, isSeen ? timeline : new Timeline(), request, inputs);
    };
    return this.relationships.transact(streamOf(customerId), judge, { isOwnState: true });
  }

  private judgeReplacement(
    customerId: string,
    timeline: Timeline,
    request: ReplaceRequest,
    inputs: ReplacementInputs,
  ): Decided<ReplaceAnswer> {
    const ofNewIds = [inputs.retraction, inputs.contact].map((input) => refusalsOfNewIds(input, timeline));
    const refused = refusalsOfParts(ofNewIds[0] ?? [], ofNewIds[1] ?? []);
    if (refused.length > 0) return { events: [], answer: () => refusedWith(refused) };
    const key = this.keyFor(customerId, [], timeline);
    const { recordedBy, correlationId, causationId = null, recordedAt = this.now() } = request;
    const recorder = { recordedBy, recordedAt, correlationId, causationId };
    const replaced = timeline.contact(inputs.retraction.facts.contactId as string);
    const factsOf = (type: string, input: CheckedInput) => ({ ...idsOnRecord(type, input, timeline), customerId });
    const retractionFacts = factsOf(contactRetracted.type, inputs.retraction);
    const retraction = candidateOf(contactRetracted.type, inputs.retraction, recorder, key, retractionFacts);
    const caused = { ...recorder, causationId: retraction.id };
    const facts = factsOf(request.type, inputs.contact);
    const contact = candidateOf(request.type, inputs.contact, caused, key, facts, replaced);
    const { size: countBefore, profile: before } = timeline;
    const forms = repeatFormsOf(request.type, inputs.contact, { facts: key, idempotencyKey: key });
    const decision = decideReplacement(timeline, { retraction, contact }, forms);
    const isNew = decision.is === 'RECORDED';
    // The retraction is part of the timeline by now.
    const unallowed = isNew ? (request.mayChange?.(before, timeline.profileWith(contact)) ?? null) : null;
    const refusal = decision.is === 'REFUSED' ? decision.refusal : unallowed;
    if (refusal !== null) {
      const answer = () => refusedWith([refusal]);
      return { events: [], answer, isStateSpoilt: timeline.size > countBefore };
    }
    const replayed = decision.is === 'REPEATED';
    const both = replayed ? decision.earlier : { retraction, contact };
    const answered = {
      // What is not on record is refused.
      replaced: opened(replaced as RecordedContact, key),
      retraction: opened(both.retraction, key),
      contact: opened(both.contact, key),
      replayed,
    };
    const events = replayed ? [] : this.stored(customerId, [retraction, contact], key);
    return { events, answer: (position) => ({ recorded: { ...answered, position }, refusals: [] }) };
  }

  /**
   * Appends markers, each once: the id is derived from what is marked, so several nodes append the same marker only once.
   * @returns the number of new markers
   */
  async mark(customerId: string, markers: readonly MarkerRequest[]): Promise<number> {
    return this.relationships.transact(streamOf(customerId), (timeline) => {
      const fresh = markers
        .map((marker) => markerOf(customerId, marker, this.now()))
        .filter(({ id }) => timeline.contact(id) === null);
      const key = this.keys.keyOf(customerId);
      const events = key === null ? [] : fresh.map((contact) => toStored(contact, key));
      return { events, answer: () => events.length };
    });
  }

  /** Adds an event that a follower of the log has read, so that its relationship need not be read again. */
  follow(event: StoredEvent, contact: RecordedContact): void {
    this.relationships.follow(event, contact);
  }

  /**
   * All contacts of the customer; null if there are none. If an event is damaged or cannot be folded, the contacts before
   * it. Later facts are added to the same object: do not keep it.
   */
  async timelineOf(customerId: string): Promise<Timeline | null> {
    return known(await this.relationships.readWhatCanBe(streamOf(customerId)));
  }

  /** As timelineOf, for what must rest on all contacts. @throws if one is damaged or cannot be folded */
  async wholeTimelineOf(customerId: string): Promise<Timeline | null> {
    return known(await this.relationships.read(streamOf(customerId)));
  }

  /**
   * The customer whom a caller named by this id: the id in its normal form or, if only that is on record, as it was given.
   * Earlier releases recorded ids as they were given.
   */
  customerNamed(customerId: string): Promise<string> {
    return firstOnRecord(formsOf(customerId), (each) => this.timelineOf(each));
  }

  /** The contact of this customer that was recorded under this idempotency key of a caller; null if there is none. */
  async recordedUnder(customerId: string, idempotencyKey: string): Promise<RecordedContact | null> {
    const timeline = await this.timelineOf(customerId);
    const key = this.keys.keyOf(customerId);
    const byDigest = key === null ? null : timeline?.byIdempotencyKey(keyDigestOf(idempotencyKey, key));
    return byDigest ?? timeline?.byIdempotencyKey(idempotencyKey) ?? null;
  }

  /** The customer's contact at this position of the log; null if there is none. */
  async contactAt(customerId: string, position: Position): Promise<RecordedContact | null> {
    for (const contact of (await this.timelineOf(customerId))?.recorded() ?? [])
      if (contact.position === position) return contact;
    return null;
  }

  /** A digest with the customer's key, which says nothing to whoever has not the key; null if there is none. */
  digestFor(customerId: string, text: string): string | null {
    const key = this.keys.keyOf(customerId);
    return key === null ? null : createHmac('sha256', key).update(`rows\n${text}`).digest('base64url');
  }

  /** Whether personal facts of the customer can be read; false once the customer was erased. */
  isReadable(customerId: string): boolean {
    return this.keys.keyOf(customerId) !== null;
  }

  /**
   * The contact with its personal fields decrypted; with UNREADABLE_TEXT if the customer was erased.
   * @throws KeyUnusable the customer was not erased, and has no key: to show them as erased would hide that it is lost
   */
  opened<C extends RecordedContact>(contact: C): C {
    const { customerId } = contact.data;
    const key = this.keys.keyOf(customerId);
    if (key === null && contact.sealed !== null && !this.keys.knows(customerId)) throw new KeyUnusable(customerId);
    return opened(contact, key);
  }

  /**
   * Creates, in one commit, the keys of customers whose relationships will be opened next. Without it, each opening waits
   * for its own commit of the key. Customers with facts on record get none.
   */
  async makeKeys(customerIds: Iterable<string>): Promise<void> {
    const asked = [...new Set(customerIds)];
    const known = this.keys.known(asked);
    const unknown = asked.filter((customerId) => !known.has(customerId));
    const timelines = await withEach(unknown, (customerId) => this.wholeTimelineOf(customerId));
    this.keys.makeAll(unknown.filter((_, index) => timelines[index] === null));
  }

  /**
   * Only an opening creates a key, so that a contact with an unknown customer leaves no trace. Such a contact is refused,
   * and a temporary key is enough for its digest. No key is created where facts are on
   * record: they are digested with another one, and sealed if they are personal.
   */
  private keyFor(customerId: string, requests: readonly RecordRequest[], timeline: Timeline): KeyObject {
    const known = this.keys.keyOf(customerId);
    if (known !== null) return known;
    const mayMake = requests.some(({ type }) => declares(type, 'opens')) && timeline.size === 0;
    return (mayMake ? this.keys.keyFor(customerId) : null) ?? temporaryKey();
  }

  /**
   * Destroys the key after an erasure, also when the erasure is only read: an earlier call may have crashed after the append
   * and before the key was destroyed, or the keys may come from a backup. The timeline leaves the cache, because it may hold
   * contacts whose personal facts are not sealed.
   */
  private destroyKeyAfter(
    { type, data: { customerId } }: RecordedContact,
    { isOnRecord }: { readonly isOnRecord: boolean },
  ): void {
    if (!declares(type, 'erases')) return;
    this.timelines.delete(streamOf(customerId));
    this.keys.erase(customerId, { isOnRecord });
  }
}

/** The clock of a caller may be ahead by this much. */
const AHEAD_MS = 2_000;

/** A time of occurrence that is a little later than now becomes now. What tells a repeat keeps the time that was sent. */
function notAhead(facts: Readonly<Record<string, unknown>>, now: number): Readonly<Record<string, unknown>> {
  const { occurredAt } = facts;
  const at = typeof occurredAt === 'string' ? toMs(occurredAt) : now;
  return at > now && at <= now + AHEAD_MS ? { ...facts, occurredAt: toIso(now) } : facts;
}
const temporaryKey = (): KeyObject => createSecretKey(randomBytes(32));

/** The first of the ids with contacts on record; if there is none, the first. */
async function firstOnRecord(
  forms: readonly string[],
  timelineOf: (customerId: string) => Promise<Timeline | null>,
): Promise<string> {
  const [first = '', ...others] = new Set(forms);
  if (others.length === 0) return first;
  for (const form of [first, ...others]) if ((await timelineOf(form)) !== null) return form;
  return first;
}

const known = ({ state }: Folded<Timeline>): Timeline | null => (state.size === 0 ? null : state);
