import type { KeyObject } from 'node:crypto';
import { v5, v7 } from 'uuid';
import {
  closesCircle,
  contactRetracted,
  customerErased,
  definitionOf,
  relationshipAbsorbed,
  toIso,
  Timeline,
  unsettledIn,
  type RecordedContact,
  type Unsettled,
} from '#relationship';
import type { Decided, Decider, EventStore, NewEvent, Position } from '#event-store';
import { fromStored, streamOf, toStored } from '../stored-form/codec.js';

/** UUID namespace of what follows from a merge: the same in every process, so that each adds it once. */
const FOLLOWING = '6d8b8f0e-3f43-4c52-9b0f-5a1f6f5d7c20';

/** Nothing in these facts is personal. */
type Open = { readonly type: string; readonly data: RecordedContact['data'] };

export type MergingParts = {
  readonly store: EventStore;
  readonly relationships: Decider<Timeline, RecordedContact>;
  /** The relationship to which an id leads, by all that is on record. */
  readonly timelineOf: (customerId: string) => Promise<Timeline | null>;
  /** The same, where what is on record under the id alone was read already. */
  readonly joined: (customerId: string, own: Timeline) => Promise<Timeline>;
};

/**
 * The steps of a merge in two streams. First the absorbed stream ends, at the revision at which it was read, so that nothing is
 * recorded there any more; its last event holds the merge as it will be stored. Then the merge is appended to the other stream.
 * Until then both are shown as before. Whoever finds the first step without the second takes it up again.
 */
export class Merges {
  constructor(private readonly parts: MergingParts) {}

  /** Takes up again what was broken off in the relationships that are joined to this one. @returns how many steps it took */
  async settle(customerId: string): Promise<number> {
    for (let steps = 0; ; steps += 1) {
      const joined = (await this.parts.timelineOf(customerId))?.everJoined ?? null;
      const [open] = joined === null ? [] : unsettledIn(joined.joinedBy);
      if (open === undefined) return steps;
      await this.take(open);
    }
  }

  private async take(open: Unsettled): Promise<void> {
    if (open.is === 'BEGUN') await this.finish(open.end);
    else if (open.is === 'RETRACTED') await this.reopen(open.end, open.by);
    else await this.erase(open.customerId, open.by);
  }

  /**
   * Appends the merge whose first step is on record.
   * @returns its position; null if it could not be: the first step was then undone
   */
  async finish(end: RecordedContact): Promise<Position | null> {
    const { customerId: survivorId, mergeId } = ledTo(end);
    const merge = await this.mergeIn(end);
    const position = await this.parts.relationships.transact<Position | null>(streamOf(survivorId), async (own) => {
      if (own.contact(mergeId) !== null) return nothing((position) => position);
      const all = await this.parts.joined(survivorId, own);
      const known = [...(all.everJoined?.contacts ?? all.recorded()), end];
      if (all.erasure !== null || closesCircle(end, known)) return nothing(() => null);
      return { events: [merge], answer: (position) => position };
    });
    if (position === null) await this.reopen(end, { ...end, id: v5(`undone\n${end.id}`, FOLLOWING) });
    return position;
  }

  /** The absorbed relationship goes on by itself. @param by why: the retraction of the merge */
  private async reopen(end: RecordedContact, by: RecordedContact): Promise<void> {
    const { customerId } = end.data;
    const data = { customerId, occurredAt: toIso(by.recordedAt), contactId: end.id };
    const event = following({ type: contactRetracted.type, data }, by);
    await this.parts.relationships.transact(streamOf(customerId), (own) => ({
      events: own.isRetracted(end.id) ? [] : [event],
      answer: () => null,
    }));
  }

  /** What is on record under an id of an erased customer is erased, too. */
  async erase(customerId: string, by: RecordedContact): Promise<void> {
    const { occurredAt } = by.data;
    const event = following({ type: customerErased.type, data: { customerId, occurredAt } }, by);
    await this.parts.relationships.transact(streamOf(customerId), (own) => ({
      events: own.erasure === null ? [event] : [],
      answer: () => null,
    }));
  }

  /** The merge as the end of the absorbed stream holds it. */
  private async mergeIn(end: RecordedContact): Promise<NewEvent> {
    for await (const batch of this.parts.store.readStream(streamOf(end.data.customerId)))
      for (const event of batch) if (event.id === end.id) return event.metadata[MERGE] as unknown as NewEvent;
    throw new RangeError(`there is no event ${end.id} in the stream of the absorbed customer`);
  }
}

/** The name in the metadata of the end of an absorbed stream: the event that is to be appended to the other. */
const MERGE = 'merge';

/** The last event of the absorbed stream. @param merge as it will be stored */
export function endOf(absorbedId: string, contact: RecordedContact, merge: NewEvent): NewEvent {
  const { customerId: into, occurredAt } = contact.data;
  const data = { customerId: absorbedId, occurredAt, into, mergeId: contact.id };
  const end = following({ type: relationshipAbsorbed.type, data }, contact, v7());
  return { ...end, metadata: { ...end.metadata, [MERGE]: merge } };
}

/** The end as it is on record once it is appended. */
export function recordedEnd(event: NewEvent, absorbedId: string, position: Position): RecordedContact {
  const stored = { ...event, stream: streamOf(absorbedId), revision: 0, position, appendedAt: 0 };
  return fromStored(stored) as RecordedContact;
}

function following({ type, data }: Open, by: RecordedContact, id?: string): NewEvent {
  const contact: RecordedContact = {
    ...by,
    id: id ?? v5([type, data.customerId, by.id].join('\n'), FOLLOWING),
    type,
    data,
    sealed: null,
    causationId: by.id,
    position: null,
    idempotencyKey: null,
    fingerprint: '',
    idChosen: false,
  };
  return toStored(contact, NO_KEY);
}

/** Nothing personal is in what follows, so nothing is sealed. */
const NO_KEY = null as unknown as KeyObject;

const ledTo = ({ type, data }: RecordedContact) => {
  const led = definitionOf(type)?.leadsTo?.(data);
  if (led === undefined) throw new RangeError(`a contact of type ${type} is not the end of a relationship`);
  return led;
};

const nothing = <A>(answer: (position: Position) => A): Decided<A> => ({ events: [], answer });
