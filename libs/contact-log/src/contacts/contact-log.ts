import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  contactRetracted,
  decide,
  decideMerge,
  decideReplacement,
  declares,
  definitionOf,
  formsOf,
  refuse,
  refusedWith,
  Timeline,
  toIso,
  toMs,
  underLegalHold,
  unsettledIn,
  type RecordedContact,
  type Refusal,
  type RepeatForms,
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
import type { RecordAnswer, RecordRequest, ReplaceAnswer, ReplaceRequest } from './requests.js';
import { fromStored, opened, streamOf, toStored } from '../stored-form/codec.js';
import { HoldsRead } from './holds-read.js';
import { JoinedTimelines } from './joined-timelines.js';
import { endOf, Merges, recordedEnd } from './merges.js';
import { formsInJoined, namedAs } from './repeats-of-joined.js';
import { markerOf, type MarkerRequest } from './marker.js';
import type { KeyRing } from '../keys/key-ring.js';
import { KeyUnusable } from '../stored-form/key-unusable.js';
import { isRefused, readInputToJudge, type CheckedInput, type InputToJudge } from '../input/read-input.js';
import { readReplacement, refusalsOfParts, type ReplacementInputs } from '../input/read-replacement.js';
import { keyDigestOf } from '../stored-form/sealing.js';
import { withEach } from './with-each.js';

const customerFormsIn = ({ facts, asGiven }: CheckedInput): string[] =>
  [facts, asGiven?.facts ?? facts].map(({ customerId }) => customerId as string);

const CONTACTS_REMEMBERED = 300_000;

/** The log of contacts: a stream for each relationship, folded to its timeline. */
export class ContactLog {
  private readonly timelines: LRUCache<string, Folded<Timeline>>;
  private readonly relationships: Decider<Timeline, RecordedContact>;
  private readonly joined = new JoinedTimelines();
  private readonly merges: Merges;
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
    this.merges = new Merges({
      store,
      relationships: this.relationships,
      timelineOf: (customerId) => this.wholeTimelineOf(customerId),
      joined: (customerId, own) => this.wholeFrom(customerId, own),
    });
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
    if (requests.some(({ isCustomerFromLog }) => isCustomerFromLog)) forms.reverse();
    const [request] = requests;
    try {
      const named = await firstOnRecord(forms, (each) => this.wholeTimelineOf(each));
      if (requests.some(({ type }) => declares(type, 'joins'))) {
        if (requests.length > 1 || request === undefined) return await this.oneByOne(requests);
        return [await this.merge(named, request, checked)];
      }
      return await this.recordAllWith(named, requests, inputs);
    } catch (error) {
      const mayDoWithout =
        error instanceof DamagedEvent && requests.length === 1 && declares(request?.type ?? '', 'erases');
      if (!mayDoWithout || request === undefined) throw error;
      const named = await firstOnRecord(forms, (each) => this.timelineOf(each));
      return [await this.eraseUnread(named, request, checked)];
    }
  }

  /** In an order of steps in more than one stream, so that there is no single append. */
  private async oneByOne(requests: readonly RecordRequest[]): Promise<readonly RecordAnswer[]> {
    const answers: RecordAnswer[] = [];
    for (const request of requests) answers.push(await this.record(request));
    return answers;
  }

  /** @param named as a caller named the customer, who may be known under another id since a merge */
  private async recordAllWith(
    named: string,
    requests: readonly RecordRequest[],
    inputs: readonly ReturnType<typeof readInputToJudge>[],
  ): Promise<readonly RecordAnswer[]> {
    // Several contacts are added to the timeline before they are on disk, so that each is decided with those before it.
    const isOwnState = requests.length > 1;
    // Nearly no relationship is merged, so that is looked into only where the stream says so.
    let place: Place | null = null;
    for (;;) {
      const { customerId, home }: Place = place ?? { customerId: named, home: named };
      const isPlaced = place !== null;
      const judge = async (own: Timeline): Promise<Decided<readonly RecordAnswer[] | null>> => {
        if (!isPlaced && own.namedInMerges.size > 0) return { events: [], answer: () => null };
        const timeline = await this.wholeFrom(home, own, isOwnState);
        if (hasMoved(timeline, customerId, home)) return { events: [], answer: () => null };
        const isSeen = requests.every(({ sees }) => sees?.(timeline) ?? true);
        const judged = isSeen ? this.judge(home, timeline, requests, inputs) : this.judgeUnseen(home, requests, inputs);
        if (judged.events.length > 0) await this.beginOnce();
        return judged;
      };
      const answers = await this.relationships.transact(streamOf(home), judge, { isOwnState });
      if (answers !== null) {
        if (isPlaced) await this.merges.settle(home);
        return answers;
      }
      if (isOwnState && requests.some(({ type }) => declares(type, 'retracts'))) return this.oneByOne(requests);
      place = await this.placeOf(named, requests, inputs);
    }
  }

  /**
   * The customer to whom an id leads, and the id under which the contact is stored. A retraction is stored beside the contact
   * that it retracts, so that it holds also where the merge of the two is retracted.
   */
  private async placeOf(
    named: string,
    requests: readonly RecordRequest[],
    inputs: readonly ReturnType<typeof readInputToJudge>[],
  ): Promise<Place> {
    await this.merges.settle(named);
    const timeline = await this.wholeTimelineOf(named);
    const customerId = timeline?.customerId ?? named;
    const [request] = requests;
    const [input] = inputs;
    if (request === undefined || input === undefined || isRefused(input)) return { customerId, home: customerId };
    const { contactId } = input.facts as { readonly contactId?: string };
    const retracted = declares(request.type, 'retracts') ? timeline?.contact(contactId ?? '') : null;
    return { customerId, home: retracted?.data.customerId ?? customerId };
  }

  /**
   * Takes up again what a merge, its retraction or an erasure had yet to record in another stream. Call it once a server has
   * started. @returns how many steps it took
   */
  async resumeMerges(customerIds: Iterable<string>): Promise<number> {
    let steps = 0;
    for (const customerId of customerIds) steps += await this.merges.settle(customerId);
    return steps;
  }

  private async merge(named: string, request: RecordRequest, input: InputToJudge): Promise<RecordAnswer> {
    const definition = definitionOf(request.type);
    const otherIn = ({ facts }: Pick<CheckedInput, 'facts'>) => definition?.joins?.(facts as never) ?? '';
    for (;;) {
      const otherNamed = await firstOnRecord(formsIn(input, otherIn), (each) => this.wholeTimelineOf(each));
      await this.merges.settle(named);
      await this.merges.settle(otherNamed);
      const customerId = (await this.wholeTimelineOf(named))?.customerId ?? named;
      const asked = { customerId, otherId: otherNamed, request, input };
      const begun = await this.relationships.transact(streamOf(otherNamed), (own) => this.judgeMerge(own, asked));
      if (begun === null) continue;
      if ('recorded' in begun) return begun;
      const end = recordedEnd(begun.end, otherNamed, begun.position);
      const position = await this.merges.finish(end);
      if (position !== null) return { recorded: { contact: begun.contact, position, replayed: false }, refusals: [] };
      // Another node erased the customer, or merged the two the other way round: decided anew, it is refused.
    }
  }

  private async judgeMerge(
    own: Timeline,
    { customerId, otherId, request, input }: AskedMerge,
  ): Promise<Decided<Begun>> {
    const absorbed = await this.wholeFrom(otherId, own);
    const survivor = (await this.wholeTimelineOf(customerId)) ?? new Timeline();
    if (hasMoved(survivor, customerId, customerId) || isEnding(absorbed, otherId))
      return { events: [], answer: () => null };
    const { sees } = request;
    const refused = [...refusalsOfNewIds(input, survivor)];
    if (sees?.(survivor) === false) refused.push(refuse('CUSTOMER_UNKNOWN', 'customerId'));
    else if (absorbed.size > 0 && sees?.(absorbed) === false) refused.push(refuse('CUSTOMER_UNKNOWN', 'absorbedId'));
    if (refused.length > 0) return { events: [], answer: () => refusedWith(refused) };
    const key = this.keyFor(customerId, [], survivor);
    const said = namedAs(input, customerId);
    const candidate = this.candidate(customerId, survivor, request, said, key);
    const contact = { ...candidate, data: { ...candidate.data, ...otherFact(candidate, otherId) } };
    const forms = this.formsIn(request, said, key, survivor);
    const decision = decideMerge({ survivor, absorbed, absorbedId: otherId }, contact, forms);
    if (decision.is === 'REFUSED') return { events: [], answer: () => refusedWith([decision.refusal]) };
    if (decision.is === 'REPEATED') {
      const earlier = opened(decision.earlier, this.keyToOpen(decision.earlier.data.customerId, key));
      const position = earlier.position ?? 0n;
      return { events: [], answer: () => ({ recorded: { contact: earlier, position, replayed: true }, refusals: [] }) };
    }
    const [merge] = this.stored(customerId, [contact], key) as [NewEvent];
    await this.beginOnce();
    const end = endOf(otherId, contact, merge);
    return { events: [end], answer: (position) => ({ end, position, contact }) };
  }

  /** With what is on record under other ids that a merge connects to this one. @param isOwn it will be added to */
  private async wholeFrom(customerId: string, own: Timeline, isOwn = false): Promise<Timeline> {
    const ownOf = async (each: string) => (await this.relationships.read(streamOf(each))).state;
    return this.forgetErased(await this.joined.of(customerId, own, ownOf, isOwn));
  }

  /** An earlier call may have crashed before the keys of all ids of an erased customer were destroyed. */
  private forgetErased(timeline: Timeline): Timeline {
    if (timeline.erasure === null || timeline.everJoined === null) return timeline;
    const ids = new Set(Array.from(timeline.recorded(), ({ data }) => data.customerId));
    for (const id of ids) this.keys.erase(id, { isOnRecord: true });
    this.joined.forget();
    return timeline;
  }

  private formsIn(request: RecordRequest, input: CheckedInput, key: KeyObject, timeline: Timeline): RepeatForms {
    const keyOf = (customerId: string) => this.keys.keyOf(customerId);
    return formsInJoined(request.type, input, { key, timeline, keyOf }, request);
  }

  /** Erases a customer of whom an event cannot be read. No rule but a legal hold keeps anybody on record from being erased. */
  private async eraseUnread(named: string, request: RecordRequest, input: CheckedInput): Promise<RecordAnswer> {
    const timeline = (await this.timelineOf(named)) ?? new Timeline();
    const customerId = timeline.size === 0 ? named : timeline.customerId;
    if (request.sees?.(timeline) === false) return refusedWith([refuse('CUSTOMER_UNKNOWN', 'customerId')]);
    const key = this.keys.keyOf(customerId) ?? temporaryKey();
    const contact = this.candidate(customerId, timeline, request, input, key);
    const others = timeline.absorbedIds.filter((each) => each !== customerId);
    const stream = streamOf(customerId);
    let position = 0n;
    const holds = new HoldsRead();
    for await (const batch of this.store.readStream(stream)) {
      position = batch.find(({ type }) => declares(type, 'erases'))?.position ?? position;
      for (const event of batch) holds.add(event);
    }
    const replayed = position > 0n;
    const held = [...new Set([...timeline.legalHolds, ...holds.inEffect()])];
    if (!replayed && held.length > 0)
      return refusedWith([refuse('UNDER_LEGAL_HOLD', 'customerId', underLegalHold(held))]);
    if (!replayed)
      ({ lastPosition: position } = await this.store.append(stream, this.stored(customerId, [contact], key), 'any'));
    this.destroyKeyAfter(contact, { isOnRecord: false });
    for (const each of others) await this.merges.erase(each, contact);
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
      const given = inputs[index] as (typeof inputs)[number];
      if (isRefused(given)) return refusedWith(given);
      const input = timeline.everJoined === null ? given : namedAs(given, customerId);
      const ofNewIds = refusalsOfNewIds(input, timeline);
      if (ofNewIds.length > 0) return refusedWith(ofNewIds);
      const contact = this.candidate(customerId, timeline, request, input, key);
      const decision = decide(timeline, contact, this.formsIn(request, input, key, timeline));
      if (decision.is === 'REFUSED') return refusedWith([decision.refusal]);
      if (decision.is === 'REPEATED') {
        const { earlier } = decision;
        return { contact: opened(earlier, this.keyToOpen(earlier.data.customerId, key)), replayed: true };
      }
      const retracted = timeline.contact(definitionOf(contact.type)?.retracts?.(contact.data) ?? '');
      const refusal =
        (retracted === null ? null : request.mayRetract?.(retracted)) ??
        request.mayChange?.(timeline.profile, timeline.profileWith(contact)) ??
        null;
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
    const named = await firstOnRecord(customerFormsIn(inputs.contact), (each) => this.wholeTimelineOf(each));
    for (;;) {
      const retracts = { ...request, type: contactRetracted.type };
      const { customerId, home } = await this.placeOf(named, [retracts], [{ ...inputs.retraction, ofNewIds: [] }]);
      const judge = async (own: Timeline): Promise<Decided<ReplaceAnswer | null>> => {
        const timeline = await this.wholeFrom(home, own, true);
        if (hasMoved(timeline, customerId, home)) return { events: [], answer: () => null };
        // What the recorder does not see is answered as if nothing were on record.
        const isSeen = request.sees?.(timeline) ?? true;
        return this.judgeReplacement(home, isSeen ? timeline : new Timeline(), request, inputs);
      };
      const answer = await this.relationships.transact(streamOf(home), judge, { isOwnState: true });
      if (answer !== null) return answer;
    }
  }

  private judgeReplacement(
    customerId: string,
    timeline: Timeline,
    request: ReplaceRequest,
    given: ReplacementInputs,
  ): Decided<ReplaceAnswer> {
    const inputs = timeline.everJoined === null ? given : { ...given, contact: namedAs(given.contact, customerId) };
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
    const forms = this.formsIn(request, inputs.contact, key, timeline);
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
    return this.relationships.transact(streamOf(customerId), async (own) => {
      const timeline = await this.wholeFrom(customerId, own);
      if (hasMoved(timeline, customerId, customerId)) return { events: [], answer: () => 0 };
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
    const ownOf = async (each: string) => (await this.relationships.readWhatCanBe(streamOf(each))).state;
    return known(this.forgetErased(await this.joined.of(customerId, await ownOf(customerId), ownOf)));
  }

  /** As timelineOf, for what must rest on all contacts. @throws if one is damaged or cannot be folded */
  async wholeTimelineOf(customerId: string): Promise<Timeline | null> {
    const { state } = await this.relationships.read(streamOf(customerId));
    return known(await this.wholeFrom(customerId, state));
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
    for (const each of [customerId, ...(timeline?.everJoined?.customerIds ?? [])]) {
      const key = this.keys.keyOf(each);
      const byDigest = key === null ? null : timeline?.byIdempotencyKey(keyDigestOf(idempotencyKey, key));
      if (byDigest != null) return byDigest;
    }
    return timeline?.byIdempotencyKey(idempotencyKey) ?? null;
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
    this.joined.forget();
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

/** The customer to whom an id leads, and the id under which a contact is stored. */
type Place = { readonly customerId: string; readonly home: string };

/** What a merge is decided on. */
type AskedMerge = {
  readonly customerId: string;
  /** The id that is to lead there. */
  readonly otherId: string;
  readonly request: RecordRequest;
  readonly input: InputToJudge;
};

/** The first step of a merge, or the answer. Null: what was read is no longer so; it is decided anew. */
type Begun =
  RecordAnswer | { readonly end: NewEvent; readonly position: Position; readonly contact: RecordedContact } | null;

/** The fact that names the other, as it is on record. */
const otherFact = ({ data }: RecordedContact, otherId: string) =>
  'absorbedId' in data ? { absorbedId: otherId } : { externalId: otherId };

const formsIn = (input: CheckedInput, of: (said: Pick<CheckedInput, 'facts'>) => string): string[] => [
  ...new Set([input, input.asGiven ?? input].flatMap((said) => formsOf(of(said)))),
];

/** Whether the id no longer leads where it did, or is about to lead elsewhere. @param home the id under which it is stored */
const hasMoved = (timeline: Timeline, customerId: string, home: string): boolean =>
  timeline.everJoined !== null &&
  (timeline.customerId !== customerId || (home === customerId && isEnding(timeline, customerId)));

const isEnding = ({ everJoined }: Timeline, customerId: string): boolean =>
  everJoined !== null &&
  unsettledIn(everJoined.joinedBy).some((open) => open.is !== 'ERASED' && open.end.data.customerId === customerId);

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

const known = (timeline: Timeline): Timeline | null => (timeline.size === 0 ? null : timeline);
