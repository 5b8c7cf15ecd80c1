import { contactsEverJoined, customerOf, fromStored, streamOf } from '#contact-log';
import type { EventStore } from '#event-store';
import { Timeline, type RecordedContact } from '#relationship';
import type { ModelChoice } from '#trust';
import type { ViewsDatabase } from '../database/database.js';
import { poisonIn } from '../rows/poison.js';
import { joined, RelationshipViews, type ReadRelationships, type Timelines } from '../rows/relationship-views.js';
import { timelineFrom } from './timelines-as-of.js';
import type { Vantage } from './vantage.js';

export type FillParts = {
  readonly store: EventStore;
  /** Decrypts names. */
  readonly opened: Timelines['opened'];
  /** The models of the vantage. */
  readonly models: ModelChoice;
  /** The as-of time of the snapshot, milliseconds since the epoch. */
  readonly now: () => number;
  readonly vantage: Vantage;
  /** Up to which position of the log the relationships are read. */
  readonly upTo: number;
  /** Called with the number of relationships that are done. */
  readonly reach: (done: number) => void;
};

const RELATIONSHIPS_AT_A_TIME = 200;

/**
 * Fills an empty snapshot with all relationships, each read once, in the order of the store. A relationship that cannot be read
 * is left out, as in the live views.
 */
export async function fillSnapshot(db: ViewsDatabase, parts: FillParts): Promise<void> {
  const { store, opened, models, now, vantage, upTo, reach } = parts;
  let timeline: Timeline | null = null;
  const rows = new RelationshipViews(db, { wholeTimelineOf: async () => timeline, opened }, models, now, false);
  let read: ReadRelationships[] = [];
  let done = 0;
  const write = async (): Promise<void> => {
    const all = read;
    read = [];
    await db.transaction().execute((trx) => rows.write(trx, joined(all)));
    reach(done);
  };
  for await (const { customerId, contacts } of relationshipsIn(store, upTo)) {
    done += 1;
    const all = await contactsEverJoined(customerId, contacts, (each) => contactsOf(store, each, upTo));
    timeline = timelineFrom(Timeline.joined(customerId, all), vantage, customerId);
    if (timeline === null) continue;
    try {
      read.push(await rows.readAlone(customerId));
    } catch (error) {
      if (poisonIn(error) === null) throw error;
    }
    if (read.length >= RELATIONSHIPS_AT_A_TIME) await write();
  }
  await write();
}

type Whole = { readonly customerId: string; readonly contacts: readonly RecordedContact[] };

/** Where an event cannot be read: the contacts before it. */
async function* relationshipsIn(store: EventStore, upTo: number): AsyncIterable<Whole> {
  let stream = '';
  let contacts: RecordedContact[] = [];
  let isUnreadable = false;
  for await (const batch of store.readByStream({ upTo: BigInt(upTo), deleted: () => undefined }))
    for (const event of batch) {
      if (event.stream !== stream) {
        yield* relationship(stream, contacts);
        [stream, contacts, isUnreadable] = [event.stream, [], false];
      }
      if (isUnreadable) continue;
      try {
        const contact = fromStored(event);
        if (contact !== null) contacts.push(contact);
      } catch (error) {
        if (poisonIn(error) === null) throw error;
        isUnreadable = true;
      }
    }
  yield* relationship(stream, contacts);
}

function* relationship(stream: string, contacts: readonly RecordedContact[]): Iterable<Whole> {
  const customerId = customerOf(stream);
  if (customerId !== null && contacts.length > 0) yield { customerId, contacts };
}

/** Where an event cannot be read: the contacts before it. */
async function contactsOf(store: EventStore, customerId: string, upTo: number): Promise<readonly RecordedContact[]> {
  const contacts: RecordedContact[] = [];
  try {
    for await (const batch of store.readStream(streamOf(customerId)))
      for (const event of batch) {
        const contact = Number(event.position) <= upTo ? fromStored(event) : null;
        if (contact !== null) contacts.push(contact);
      }
  } catch (error) {
    if (poisonIn(error) === null) throw error;
  }
  return contacts;
}
