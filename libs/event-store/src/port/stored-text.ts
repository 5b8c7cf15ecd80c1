// From the stored texts of an event to the event, checked.
import { checksumOf, splitMetadata, type EventText } from './checksum.js';
import { DamagedEvent, type JsonObject, type Position, type StoredEvent } from './event-store.js';

export type StoredText = EventText & {
  readonly revision: number;
  readonly position: Position;
  readonly appendedAt: number;
};

export const WRONG_CHECKSUM = 'its checksum does not match';
export const NO_OBJECT = 'it is not a JSON object';

/**
 * The event of the stored texts. Where they are damaged, its place is known and its content is not: `data` and `metadata`
 * then throw DamagedEvent, so that a reader of many events goes on, and nobody takes what is damaged for a fact.
 */
export function eventOfText(text: StoredText): StoredEvent {
  const { stream, id, type, revision, position, appendedAt } = text;
  const { metadata, checksum } = splitMetadata(text.metadata);
  try {
    if (checksum !== null && checksum !== checksumOf({ stream, id, type, data: text.data, metadata }))
      return damagedEvent(text, WRONG_CHECKSUM);
    return {
      id,
      type,
      data: asObject(text.data),
      metadata: asObject(metadata),
      stream,
      revision,
      position,
      appendedAt,
    };
  } catch {
    return damagedEvent(text, NO_OBJECT);
  }
}

function asObject(json: string): JsonObject {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not an object');
  return value as JsonObject;
}

type Place = Omit<StoredEvent, 'data' | 'metadata'>;

/** An event whose content cannot be read. @param why in the words of the rest of a sentence about the event */
export function damagedEvent({ id, type, stream, revision, position, appendedAt }: Place, why: string): StoredEvent {
  const refuse = (): never => {
    throw new DamagedEvent(stream, revision, position, why);
  };
  return {
    id,
    type,
    stream,
    revision,
    position,
    appendedAt,
    get data() {
      return refuse();
    },
    get metadata() {
      return refuse();
    },
  };
}
