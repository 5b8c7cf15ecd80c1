// What every adapter checks before it accepts an append, and the JSON text that it stores.
import { CHECKSUM, withChecksum } from './checksum.js';
import {
  AppendTooLarge,
  EventIdTaken,
  InvalidAppend,
  type ExpectedRevision,
  type JsonObject,
  type NewEvent,
} from './event-store.js';

export type EncodedEvent = {
  /** Lower case. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  /** With the checksum. */
  readonly metadata: string;
};

export type EncodedAppend = {
  readonly stream: string;
  readonly events: readonly EncodedEvent[];
  readonly expected: ExpectedRevision;
  /** As KurrentDB counts it: data, metadata and twice the type of every event. */
  readonly bytes: number;
};

/** The default limit of KurrentDB servers up to 25.0: so what fits the embedded store also fits the cluster. */
export const DEFAULT_MAX_APPEND_BYTES = 1024 * 1024;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NIL_UUID = '00000000-0000-0000-0000-000000000000';
const LONE_SURROGATE = /\p{Surrogate}/u;

/** @throws InvalidAppend, EventIdTaken (one id twice in this append), AppendTooLarge */
export function encodeAppend(
  stream: string,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
  maxBytes: number,
): EncodedAppend {
  checkName('stream', stream);
  // KurrentDB reserves these names, and readers of the log do not see such streams.
  if (stream.startsWith('$')) throw new InvalidAppend(`stream ${stream} starts with $`);
  if (events.length === 0) throw new InvalidAppend('there is no event to append');
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0)) {
    throw new InvalidAppend(`expected revision ${expected} is not a revision`);
  }
  const encoded = events.map(encodeEvent);
  refuseTwins(encoded);
  const checked = encoded.map((event) => ({ ...event, metadata: withChecksum({ stream, ...event }) }));
  // What an earlier release accepted must still fit, so that it can be imported.
  const fitting = bytesOfAll(checked) <= maxBytes ? checked : encoded;
  const bytes = bytesOfAll(fitting);
  if (bytes > maxBytes) throw new AppendTooLarge(maxBytes);
  return { stream, events: fitting, expected, bytes };
}

const bytesOfAll = (events: readonly EncodedEvent[]): number => events.reduce((sum, event) => sum + bytesOf(event), 0);

function encodeEvent({ id, type, data, metadata }: NewEvent): EncodedEvent {
  const canonical = typeof id === 'string' ? id.toLowerCase() : '';
  if (!UUID.test(canonical) || canonical === NIL_UUID) throw new InvalidAppend(`event id ${id} is not a UUID`);
  checkName('event type', type);
  if (type.startsWith('$')) throw new InvalidAppend(`event type ${type} starts with $`);
  if (Object.hasOwn(metadata ?? {}, CHECKSUM))
    throw new InvalidAppend(`the metadata has the field ${CHECKSUM}, which the store adds itself`);
  return { id: canonical, type, data: toJson('data', data), metadata: toJson('metadata', metadata) };
}

/** A lone surrogate would be stored as U+FFFD, so two different names could become the same. */
function checkName(what: string, name: string): void {
  if (typeof name !== 'string' || name === '') throw new InvalidAppend(`the ${what} is empty`);
  if (LONE_SURROGATE.test(name)) throw new InvalidAppend(`the ${what} is not well-formed text`);
}

function toJson(what: string, value: JsonObject): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (cause) {
    throw new InvalidAppend(`the ${what} cannot be written as JSON`, { cause });
  }
  if (!json?.startsWith('{')) throw new InvalidAppend(`the ${what} is not a JSON object`);
  return json;
}

function refuseTwins(events: readonly EncodedEvent[]): void {
  if (events.length === 1) return;
  const seen = new Set<string>();
  for (const { id } of events) {
    if (seen.has(id)) throw new EventIdTaken(id);
    seen.add(id);
  }
}

const bytesOf = ({ type, data, metadata }: EncodedEvent): number =>
  Buffer.byteLength(data) + Buffer.byteLength(metadata) + 2 * type.length;
