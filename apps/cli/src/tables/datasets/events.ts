import { customerOf, fromStored, opened, type KeyRing } from '#contact-log';
import type { StoredEvent } from '#event-store';
import { toMs, upcast } from '#relationship';
import { instant, integer, json, position, text, type Dataset } from './dataset.js';

export type EventRow = {
  readonly event: StoredEvent;
  readonly customerId: string | null;
  readonly occurredAt: number | null;
  readonly recordedAt: number | null;
  /** Without customerId and occurredAt, which are separate columns. */
  readonly facts: object;
  readonly sealedFields: readonly string[];
};

type Metadata = {
  readonly v?: number;
  readonly recordedAt?: string;
  readonly recordedBy?: string;
  readonly $correlationId?: string;
  readonly $causationId?: string;
};
const metadataOf = ({ metadata }: StoredEvent) => metadata as Metadata;
type Facts = { customerId?: string; occurredAt?: string; sealed?: { readonly fields: readonly string[] } };

/** @param keys decrypt personal facts; null leaves them out */
export function eventRow(event: StoredEvent, keys: KeyRing | null): EventRow {
  const { v = 1, recordedAt } = metadataOf(event);
  const { customerId, occurredAt, sealed, ...open } = upcast(event.type, v, event.data) as Facts;
  const customer = customerId ?? customerOf(event.stream);
  return {
    event,
    customerId: customer,
    occurredAt: occurredAt === undefined ? null : toMs(occurredAt),
    recordedAt: recordedAt === undefined ? null : toMs(recordedAt),
    facts: keys === null || sealed === undefined ? open : { ...open, ...namesOf(event, customer ?? '', keys) },
    sealedFields: sealed?.fields ?? [],
  };
}

/** The personal facts, decrypted. If the key was destroyed, each has its placeholder for erased text. */
function namesOf(event: StoredEvent, customerId: string, keys: KeyRing): object {
  const contact = fromStored(event);
  if (contact?.sealed == null) return {};
  const { data } = opened(contact, keys.keyOf(customerId));
  const facts = new Map<string, unknown>(Object.entries(data));
  return Object.fromEntries(contact.sealed.fields.map((name) => [name, facts.get(name)]));
}

export const EVENTS: Dataset<EventRow> = {
  name: 'events',
  says: 'One event of the log, in the order in which it was appended. Contacts are described in contacts.md, models in models.md.',
  columns: [
    position(
      'position',
      'Its position in the log. Positions rise with each event; on a server they have gaps.',
      ({ event }) => event.position,
    ),
    text('event_id', 'Its id, a UUID.', ({ event }) => event.id),
    text('type', 'The event type, such as CheckInHeld.', ({ event }) => event.type),
    text('customer_id', 'The customer; null for events about a need or a model.', ({ customerId }) => customerId),
    text('stream', 'The stream that holds it.', ({ event }) => event.stream),
    integer('revision', 'Its number in its stream, from 0.', ({ event }) => event.revision),
    instant(
      'occurred_at',
      'When it happened, as stated by the recorder; null for events about a model.',
      ({ occurredAt }) => occurredAt,
    ),
    instant(
      'recorded_at',
      'When it became known (the second clock): the time of the append, or the time stated by an importer.',
      ({ recordedAt }) => recordedAt,
    ),
    instant('appended_at', 'When the store committed it, by the clock of the store.', ({ event }) => event.appendedAt),
    text(
      'recorded_by',
      'Who recorded it: the user of the token, or the importer; the watcher for markers.',
      ({ event }) => metadataOf(event).recordedBy ?? null,
    ),
    text(
      'correlation_id',
      'The same for all events of one request or one import.',
      ({ event }) => metadataOf(event).$correlationId ?? null,
    ),
    text(
      'causation_id',
      'The event that caused it; null if there is none.',
      ({ event }) => metadataOf(event).$causationId ?? null,
    ),
    json(
      'facts',
      'Its facts without customer_id and occurred_at; personal facts are left out unless --with-names is given.',
      ({ facts }) => facts,
    ),
    json(
      'sealed_fields',
      'The names of its personal facts, which are stored encrypted; an empty list if it has none.',
      ({ sealedFields }) => sealedFields,
    ),
  ],
};
