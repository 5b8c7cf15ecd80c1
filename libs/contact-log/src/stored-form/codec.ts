import type { KeyObject } from 'node:crypto';
import { COMMON_FIELDS, definitionOf, toIso, toMs, upcast, type RecordedContact } from '#relationship';
import type { JsonObject, NewEvent, StoredEvent } from '#event-store';
import { KeyUnusable } from './key-unusable.js';
import { join, part, seal, UNREADABLE_TEXT, unseal, type Sealed } from './sealing.js';

// How a contact is stored. STORED EVENTS ARE A FILE FORMAT: every later release must read what this one writes. The
// names with a dollar sign are EventStoreDB's names for correlation and causation.
type Metadata = {
  /** Version of the shape of this type's facts. */
  readonly v: number;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly $correlationId: string;
  readonly $causationId?: string;
  /** A keyed digest of the key that the caller sent. Earlier releases wrote the key itself. */
  readonly idempotencyKey?: string;
  readonly fingerprint: string;
  readonly idChosen?: true;
};

/** How the names of importers begin. */
const IMPORTERS = 'import:';

const STREAM_PREFIX = 'relationship-';
export const streamOf = (customerId: string): string => `${STREAM_PREFIX}${customerId}`;
/** The customer of a relationship's stream; null for other streams. */
export const customerOf = (stream: string): string | null =>
  stream.startsWith(STREAM_PREFIX) ? stream.slice(STREAM_PREFIX.length) : null;

/** @param key encrypts the personal fields */
export function toStored(contact: RecordedContact, key: KeyObject): NewEvent {
  const fields = { ...COMMON_FIELDS, ...definitionOf(contact.type)?.fields };
  const { open, personal } = part(contact.data, fields);
  const names = Object.keys(personal);
  const sealed: Sealed | undefined =
    names.length === 0 ? undefined : { fields: names, box: seal(personal, key, contact.id) };
  const metadata: Metadata = { ...metadataOf(contact), ...(contact.idChosen ? { idChosen: true } : {}) };
  const data = sealed === undefined ? open : { ...open, sealed };
  return { id: contact.id, type: contact.type, data: data as JsonObject, metadata };
}

/**
 * The contact as stored, with its personal fields still encrypted: rules and evidence need only know that they exist.
 * @returns null for an event that is not a contact @throws FutureVersion if a newer release wrote it
 */
export function fromStored(event: StoredEvent): RecordedContact | null {
  if (definitionOf(event.type) === null) return null;
  // Copied, because objects of the store must not be changed; and only once, because logs hold millions of events.
  const data: Mutable<RecordedContact['data']> & { sealed?: Sealed } = { ...factsOf(event) } as never;
  const { sealed } = data;
  if (sealed !== undefined) putPlaceholders(event.type, data, sealed);
  const { idChosen = false } = metadataIn(event);
  return { ...envelopeOf(event), type: event.type, data, sealed: sealed ?? null, at: toMs(data.occurredAt), idChosen };
}

/** Every event of Rapport was written with this metadata; see metadataOf. */
const metadataIn = ({ metadata }: StoredEvent) => metadata as unknown as Metadata;

/** The facts in the current shape. @throws FutureVersion if a newer release wrote them */
export const factsOf = (event: StoredEvent) => upcast(event.type, metadataIn(event).v, event.data);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type Envelope = Omit<RecordedContact, 'type' | 'data' | 'sealed' | 'at' | 'idChosen'>;

/** The metadata to store: who recorded the event, when and why. */
export const metadataOf = (recorded: Envelope & { readonly type: string }): Metadata => ({
  v: upcast.current(recorded.type),
  recordedAt: toIso(recorded.recordedAt),
  recordedBy: recorded.recordedBy,
  $correlationId: recorded.correlationId,
  ...(recorded.causationId === null ? {} : { $causationId: recorded.causationId }),
  ...(recorded.idempotencyKey === null ? {} : { idempotencyKey: recorded.idempotencyKey }),
  fingerprint: recorded.fingerprint,
});

/** The reverse of metadataOf. */
export function envelopeOf(event: StoredEvent): Envelope {
  const metadata = metadataIn(event);
  return {
    id: event.id,
    recordedAt: toMs(metadata.recordedAt),
    ...(metadata.recordedBy.startsWith(IMPORTERS) ? { importedAt: event.appendedAt } : {}),
    recordedBy: metadata.recordedBy,
    position: event.position,
    correlationId: metadata.$correlationId,
    causationId: metadata.$causationId ?? null,
    idempotencyKey: metadata.idempotencyKey ?? null,
    fingerprint: metadata.fingerprint,
  };
}

function putPlaceholders(type: string, data: Record<string, unknown>, sealed: Sealed): void {
  for (const name of sealed.fields) data[name] ??= placeholder(type, name);
}

function placeholder(type: string, name: string): string | readonly string[] {
  const kind = definitionOf(type)?.fields[name]?.field.kind;
  return kind === 'list' ? [UNREADABLE_TEXT] : UNREADABLE_TEXT;
}

/** The contact with its personal fields decrypted; unchanged if the key was destroyed. @throws KeyUnusable */
export function opened<C extends RecordedContact>(contact: C, key: KeyObject | null): C {
  const { sealed } = contact;
  if (sealed === null || key === null) return contact;
  const personal = unsealed(contact, sealed, key);
  const data: Record<string, unknown> = { ...contact.data };
  delete data.sealed;
  for (const name of sealed.fields) {
    const isWhole = JSON.stringify(data[name]) === JSON.stringify(placeholder(contact.type, name));
    data[name] = isWhole ? personal[name] : join(data[name], personal[name]);
  }
  return { ...contact, data: data as C['data'], sealed: null };
}

function unsealed({ id, data }: RecordedContact, { box }: Sealed, key: KeyObject): Readonly<Record<string, unknown>> {
  try {
    return unseal(box, key, id);
  } catch (cause) {
    throw new KeyUnusable(data.customerId, { cause });
  }
}
