import { CHECKSUM, checksumOf } from '../port/checksum.js';
import type { JsonObject, StoredEvent } from '../port/event-store.js';
import { damagedEvent, NO_OBJECT, WRONG_CHECKSUM } from '../port/stored-text.js';
import type { ServerRecord } from './db-client.js';

/** An event that no adapter of Rapport wrote, or that is damaged, is read as one whose content cannot be read. */
export function toStored(record: ServerRecord): StoredEvent {
  const { type, stream, position, data, metadata: stored = {} } = record;
  const id = record.id.toLowerCase();
  const place = { id, type, stream, position, revision: Number(record.revision), appendedAt: record.created };
  // The client returns text for JSON that it cannot parse, and bytes for data that was not written as JSON.
  if (!isObject(data) || !isObject(stored)) return damagedEvent(place, NO_OBJECT);
  const { [CHECKSUM]: checksum, ...metadata } = stored;
  // The client has parsed both, so their texts are made again. JSON that JSON.stringify wrote comes out the same.
  const texts = () => ({ stream, id, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) });
  if (checksum !== undefined && checksum !== checksumOf(texts())) return damagedEvent(place, WRONG_CHECKSUM);
  return { ...place, data, metadata };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
