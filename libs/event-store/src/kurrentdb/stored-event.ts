import { UnreadableEvent, type JsonObject, type StoredEvent } from '../port/event-store.js';
import type { ServerRecord } from './db-client.js';

/** Events of the server itself: metadata, links, tombstones, statistics, users. */
export const isSystem = ({ stream, type }: ServerRecord): boolean => stream.startsWith('$') || type.startsWith('$');

/** @throws UnreadableEvent the event is not a JSON object, so no adapter of Rapport wrote it */
export function toStored(record: ServerRecord): StoredEvent {
  const { id, type, stream, position, created } = record;
  return {
    id,
    type,
    stream,
    position,
    revision: Number(record.revision),
    data: asObject(record, record.data),
    metadata: record.metadata === undefined ? {} : asObject(record, record.metadata),
    appendedAt: created,
  };
}

/** The client returns text for JSON that it cannot parse, and bytes for data that was not written as JSON. */
function asObject({ stream, revision, position }: ServerRecord, value: unknown): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array))
    return value as JsonObject;
  throw new UnreadableEvent(`event ${revision} of stream ${stream}, at position ${position}, is not a JSON object`);
}
