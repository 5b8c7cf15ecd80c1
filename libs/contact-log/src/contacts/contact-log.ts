import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { decide, Timeline, type RecordedContact, type Refusal } from '#relationship';
import {
  StoreUnavailable,
  WrongExpectedRevision,
  type EventStore,
  type Position,
  type StoredEvent,
} from '#event-store';
import { candidateOf } from './candidate.js';
import { fromStored, opened, streamOf, toStored } from '../stored-form/codec.js';
import { markerOf, type MarkerRequest } from './marker.js';
import type { KeyRing } from '../stored-form/key-ring.js';
import { KeyedQueue } from './keyed-queue.js';
import { isRefused, readInput } from '../input/read-input.js';

export type RecordRequest = {
  /** The event type, such as `CheckInHeld`. */
  readonly type: string;
  /** What the caller sent, unchecked. */
  readonly input: object;
  /** From the caller's token, never from the input. */
  readonly recordedBy: string;
  readonly correlationId: string;
  readonly causationId?: string | null;
  /** When it became known, milliseconds since the epoch; only an importer states it. Default: now. */
  readonly recordedAt?: number;
};

/** Either the contact, on disk, or why it was not recorded. */
export type RecordAnswer =
  | {
      readonly recorded: {
        readonly contact: RecordedContact;
        /** Where in the log it is, or, of a repeat, a place at or after it. */
        readonly position: Position;
        readonly replayed: boolean;
      };
      readonly refusals: readonly [];
    }
  | { readonly recorded: null; readonly refusals: readonly Refusal[] };

type Followed = { readonly timeline: Timeline; lastRevision: number | 'none'; lastPosition: Position };

const CONTACTS_REMEMBERED = 300_000;
/** Writers in other processes only; within this one they queue. */
const MOST_CONFLICTS = 100;

/** The log of contacts: read, fold, decide, append. */
export class ContactLog {
  private readonly queue = new KeyedQueue();
  private readonly followed = new LRUCache<string, Followed>({
    maxSize: CONTACTS_REMEMBERED,
    sizeCalculation: ({ timeline }) => timeline.size + 1,
  });

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    private readonly store: EventStore,
    private readonly keys: KeyRing,
    private readonly now: () => number = Date.now,
  ) {}

  /** Records one contact. @throws what `EventStore.append` throws */
  async record(request: RecordRequest): Promise<RecordAnswer> {
    const [answer] = await this.recordAll([request]);
    return answer as RecordAnswer;
  }

  /**
   * Records contacts of one customer in order, those that are accepted in a single append. Each is judged with those
   * before it on record; a refused one does not stop the others.
   */
  async recordAll(requests: readonly RecordRequest[]): Promise<readonly RecordAnswer[]> {
    const inputs = requests.map(({ type, input }) => readInput(type, input));
    const checked = inputs.find((input) => !isRefused(input));
    if (checked === undefined || isRefused(checked)) return inputs.map((input) => refusedWith(input as Refusal[]));
    const customerId = checked.facts.customerId as string;
    return this.queue.run(customerId, () =>
      this.untilConsistent(customerId, () => this.attempt(customerId, requests, inputs)),
    );
  }

  /** What the rules were asked of may no longer be what the log says: then read again, decide again. */
  private async untilConsistent<T>(customerId: string, attempt: () => Promise<T>): Promise<T> {
    for (let conflicts = 0; ; conflicts += 1) {
      try {
        return await attempt();
      } catch (error) {
        this.followed.delete(customerId);
        if (!(error instanceof WrongExpectedRevision) || conflicts === MOST_CONFLICTS) throw error;
      }
    }
  }

  private async attempt(
    customerId: string,
    requests: readonly RecordRequest[],
    inputs: readonly ReturnType<typeof readInput>[],
  ): Promise<readonly RecordAnswer[]> {
    const followed = await this.upToDate(customerId);
    const key = this.keyFor(customerId, requests);
    // Each must see those before it, and nobody else may while they are not on disk: others read anew meanwhile.
    if (requests.length > 1) this.followed.delete(customerId);
    const accepted: RecordedContact[] = [];
    const answers = inputs.map((input, index): RecordAnswer => {
      const request = requests[index] as RecordRequest;
      if (isRefused(input)) return refusedWith(input);
      const contact = candidateOf(
        request.type,
        input,
        {
          recordedBy: request.recordedBy,
          recordedAt: request.recordedAt ?? this.now(),
          correlationId: request.correlationId,
          causationId: request.causationId ?? null,
        },
        key,
      );
      // A failed append forgets the timeline.
      accepted.forEach((earlier) => followed.timeline.add(earlier));
      const decision = decide(followed.timeline, contact);
      if (decision.is === 'REFUSED') return refusedWith([decision.refusal]);
      const replayed = decision.is === 'REPEATED';
      if (decision.is === 'RECORDED') accepted.push(contact);
      const known = replayed ? opened(decision.contact, key) : contact;
      return { recorded: { contact: known, position: followed.lastPosition, replayed }, refusals: [] };
    });
    if (accepted.length === 0) {
      // Repeated, the earlier call may have come to grief between the fact and the key.
      if (answers.some(isErasure)) this.forgetFor(customerId);
      return answers;
    }
    const events = accepted.map((contact) => toStored(contact, key));
    // Sealed with a key that is kept nowhere it would be lost for good.
    if (this.keys.keyOf(customerId) === null && events.some(({ data }) => 'sealed' in data))
      throw new StoreUnavailable('the key of this customer is not in the keys of this node');
    const appended = await this.store.append(streamOf(customerId), events, followed.lastRevision);
    const [only, ...others] = accepted;
    const [event] = events;
    if (only !== undefined && event !== undefined && others.length === 0) {
      const { lastRevision: revision, lastPosition: position } = appended;
      // As it was stored, its personal facts sealed: what is remembered must not outlive the key.
      const stored = fromStored({ ...event, stream: streamOf(customerId), revision, position, appendedAt: 0 });
      followed.timeline.add(stored ?? { ...only, position });
      followed.lastRevision = revision;
      followed.lastPosition = position;
    }
    // Of several, the places in between are not known here: they are read when next wanted.
    this.followed.set(customerId, followed);
    if (answers.some(isErasure)) this.forgetFor(customerId);
    return answers.map((answer) =>
      answer.recorded ? { ...answer, recorded: { ...answer.recorded, position: appended.lastPosition } } : answer,
    );
  }

  /**
   * Appends markers, each once: its id is made from what it marks, so that several nodes that see the same append it once.
   * @returns how many were new
   */
  async mark(customerId: string, markers: readonly MarkerRequest[]): Promise<number> {
    return this.queue.run(customerId, () =>
      this.untilConsistent(customerId, async () => {
        const { timeline, lastRevision } = await this.upToDate(customerId);
        const fresh = markers
          .map((marker) => markerOf(customerId, marker, this.now()))
          .filter(({ id }) => timeline.contact(id) === null);
        const key = this.keys.keyOf(customerId);
        if (fresh.length === 0 || key === null) return 0;
        const events = fresh.map((contact) => toStored(contact, key));
        await this.store.append(streamOf(customerId), events, lastRevision);
        return fresh.length;
      }),
    );
  }

  /**
   * Takes in an event that a follower of the log has read anyway, so that its relationship need not be read again. Only
   * where it is the next one of a relationship that is remembered, or its first.
   */
  follow(event: StoredEvent, contact: RecordedContact): void {
    const { customerId } = contact.data;
    const isFirst = event.revision === 0;
    const followed =
      this.followed.get(customerId) ??
      (isFirst ? { timeline: new Timeline(), lastRevision: 'none' as const, lastPosition: 0n } : null);
    const isNext =
      followed !== null && event.revision === (followed.lastRevision === 'none' ? 0 : followed.lastRevision + 1);
    if (!isNext) return;
    this.destroyKeyAfter(contact);
    followed.timeline.add(contact);
    followed.lastRevision = event.revision;
    followed.lastPosition = event.position;
    if (isFirst) this.followed.set(customerId, followed);
  }

  /** How many contacts are remembered at most. */
  static readonly remembered = CONTACTS_REMEMBERED;

  /** Everything on record of the customer; null where nothing is. The timeline goes on being added to: do not keep it. */
  async timelineOf(customerId: string): Promise<Timeline | null> {
    const { timeline } = await this.upToDate(customerId);
    return timeline.size === 0 ? null : timeline;
  }

  /** The contact at this place in the log; null where there is none. */
  async contactAt(customerId: string, position: Position): Promise<RecordedContact | null> {
    for (const contact of (await this.timelineOf(customerId))?.recorded() ?? [])
      if (contact.position === position) return contact;
    return null;
  }

  /** The contact with its personal fields in plain; unreadable text where the customer was erased. */
  opened(contact: RecordedContact): RecordedContact {
    return opened(contact, this.keys.keyOf(contact.data.customerId));
  }

  /**
   * Makes the keys of customers whose relationships are about to be opened, in one commit; otherwise each opening waits
   * for the disk by itself.
   */
  makeKeys(customerIds: Iterable<string>): void {
    this.keys.makeAll(customerIds);
  }

  /** Only an opening makes a key, so that contacts with strangers leave no trace; theirs are refused in any case. */
  private keyFor(customerId: string, requests: readonly RecordRequest[]): KeyObject {
    const opens = requests.some(({ type }) => type === 'RelationshipOpened');
    return (opens ? this.keys.keyFor(customerId) : this.keys.keyOf(customerId)) ?? createSecretKey(randomBytes(32));
  }

  private forgetFor(customerId: string): void {
    this.keys.destroy(customerId);
    this.followed.delete(customerId);
  }

  /** Whoever recorded the erasure may have been cut off before the key was gone, or the keys come from a backup. */
  private destroyKeyAfter({ type, data }: RecordedContact): void {
    if (type === 'CustomerErased' && this.keys.keyOf(data.customerId) !== null) this.keys.destroy(data.customerId);
  }

  private async upToDate(customerId: string): Promise<Followed> {
    const followed = this.followed.get(customerId) ?? {
      timeline: new Timeline(),
      lastRevision: 'none',
      lastPosition: 0n,
    };
    const fromRevision = followed.lastRevision === 'none' ? 0 : followed.lastRevision + 1;
    for await (const batch of this.store.readStream(streamOf(customerId), { fromRevision })) {
      for (const event of batch) {
        const contact = fromStored(event);
        if (contact !== null) {
          this.destroyKeyAfter(contact);
          followed.timeline.add(contact);
        }
        // Two readers may be at it at once: neither takes the other back.
        if (event.position <= followed.lastPosition) continue;
        followed.lastRevision = event.revision;
        followed.lastPosition = event.position;
      }
    }
    if (followed.timeline.size > 0) this.followed.set(customerId, followed);
    return followed;
  }
}

const isErasure = ({ recorded }: RecordAnswer): boolean => recorded?.contact.type === 'CustomerErased';

const refusedWith = (refusals: readonly Refusal[]): RecordAnswer => ({ recorded: null, refusals });
