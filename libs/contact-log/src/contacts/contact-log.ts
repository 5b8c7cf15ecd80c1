import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import {
  decide,
  declares,
  refusedWith,
  Timeline,
  type Answer,
  type RecordedContact,
  type Refusal,
} from '#relationship';
import { Decider, type Decided, type EventStore, type Folded, type Position, type StoredEvent } from '#event-store';
import { candidateOf } from './candidate.js';
import { fromStored, opened, streamOf, toStored } from '../stored-form/codec.js';
import { markerOf, type MarkerRequest } from './marker.js';
import type { KeyRing } from '../stored-form/key-ring.js';
import { KeyUnusable } from '../stored-form/key-unusable.js';
import { isRefused, readInput } from '../input/read-input.js';
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
};

export type RecordAnswer = Answer<{
  readonly contact: RecordedContact;
  /** Its position in the log; for a repeat, a position at or after it. */
  readonly position: Position;
  readonly replayed: boolean;
}>;

const CONTACTS_REMEMBERED = 300_000;

/** The log of contacts: a stream for each relationship, folded to its timeline. */
export class ContactLog {
  private readonly timelines = new LRUCache<string, Folded<Timeline>>({
    maxSize: CONTACTS_REMEMBERED,
    sizeCalculation: ({ state }) => state.size + 1,
  });
  private readonly relationships: Decider<Timeline, RecordedContact>;

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    store: EventStore,
    private readonly keys: KeyRing,
    private readonly now: () => number = Date.now,
  ) {
    const evolve = (timeline: Timeline, contact: RecordedContact): Timeline => {
      this.destroyKeyAfter(contact);
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
    const inputs = requests.map(({ type, input }) => readInput(type, input));
    const checked = inputs.find((input) => !isRefused(input));
    if (checked === undefined || isRefused(checked)) return inputs.map((input) => refusedWith(input as Refusal[]));
    const customerId = checked.facts.customerId as string;
    // Several contacts are added to the timeline before they are on disk, so that each is decided with those before it.
    const isOwnState = requests.length > 1;
    const judge = (timeline: Timeline) => this.judge(customerId, timeline, requests, inputs);
    return this.relationships.transact(streamOf(customerId), judge, { isOwnState });
  }

  /** @param timeline with several requests, the accepted contacts are added to it */
  private judge(
    customerId: string,
    timeline: Timeline,
    requests: readonly RecordRequest[],
    inputs: readonly ReturnType<typeof readInput>[],
  ): Decided<readonly RecordAnswer[]> {
    const key = this.keyFor(customerId, requests, timeline);
    const accepted: RecordedContact[] = [];
    const judged = requests.map((request, index) => {
      const input = inputs[index] as (typeof inputs)[number];
      if (isRefused(input)) return refusedWith(input);
      const { type, recordedBy, correlationId, causationId = null, recordedAt = this.now() } = request;
      const contact = candidateOf(type, input, { recordedBy, recordedAt, correlationId, causationId }, key);
      const decision = decide(timeline, contact);
      if (decision.is === 'REFUSED') return refusedWith([decision.refusal]);
      if (decision.is === 'REPEATED') return { contact: opened(decision.earlier, key), replayed: true };
      accepted.push(contact);
      if (requests.length > 1) timeline.add(contact);
      return { contact, replayed: false };
    });
    const events = accepted.map((contact) => toStored(contact, key));
    // Facts that are sealed with a temporary key could never be read again.
    if (this.keys.keyOf(customerId) === null && events.some(({ data }) => 'sealed' in data))
      throw new KeyUnusable(customerId);
    const answer = (position: Position): readonly RecordAnswer[] =>
      judged.map((each): RecordAnswer => {
        if ('refusals' in each) return each;
        this.destroyKeyAfter(each.contact);
        return { recorded: { ...each, position }, refusals: [] };
      });
    return { events, answer };
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

  /** The most contacts in the cache. */
  static readonly remembered = CONTACTS_REMEMBERED;

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

  /** The customer's contact at this position of the log; null if there is none. */
  async contactAt(customerId: string, position: Position): Promise<RecordedContact | null> {
    for (const contact of (await this.timelineOf(customerId))?.recorded() ?? [])
      if (contact.position === position) return contact;
    return null;
  }

  /** The contact with its personal fields decrypted; with UNREADABLE_TEXT if the customer was erased. */
  opened<C extends RecordedContact>(contact: C): C {
    return opened(contact, this.keys.keyOf(contact.data.customerId));
  }

  /**
   * Creates, in one commit, the keys of customers whose relationships will be opened next. Without it, each opening waits
   * for its own commit of the key. Customers with sealed facts get none.
   */
  async makeKeys(customerIds: Iterable<string>): Promise<void> {
    const unknown = [...new Set(customerIds)].filter((customerId) => !this.keys.knows(customerId));
    const sealed = await withEach(unknown, async (customerId) => hasSealed(await this.wholeTimelineOf(customerId)));
    this.keys.makeAll(unknown.filter((_, index) => sealed[index] === false));
  }

  /**
   * Only an opening creates a key, so that a contact with an unknown customer leaves no trace. Such a contact is refused,
   * and a temporary key is enough for its digest. No key is created where facts are sealed with another one.
   */
  private keyFor(customerId: string, requests: readonly RecordRequest[], timeline: Timeline): KeyObject {
    const known = this.keys.keyOf(customerId);
    if (known !== null) return known;
    const mayMake = requests.some(({ type }) => declares(type, 'opens')) && !hasSealed(timeline);
    return (mayMake ? this.keys.keyFor(customerId) : null) ?? createSecretKey(randomBytes(32));
  }

  /**
   * Destroys the key after an erasure, also when the erasure is only read: an earlier call may have crashed after the append
   * and before the key was destroyed, or the keys may come from a backup. The timeline leaves the cache, because it may hold
   * contacts whose personal facts are not sealed.
   */
  private destroyKeyAfter({ type, data: { customerId } }: RecordedContact): void {
    if (!declares(type, 'erases')) return;
    this.timelines.delete(streamOf(customerId));
    if (this.keys.keyOf(customerId) !== null) this.keys.destroy(customerId);
  }
}

function hasSealed(timeline: Timeline | null): boolean {
  for (const { sealed } of timeline?.recorded() ?? []) if (sealed !== null) return true;
  return false;
}

const known = ({ state }: Folded<Timeline>): Timeline | null => (state.size === 0 ? null : state);
