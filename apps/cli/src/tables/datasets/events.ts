import { customerOf, fromStored, opened, type KeyRing } from '#contact-log';
import type { StoredEvent } from '#event-store';
import { toMs, upcast } from '#relationship';
import { instant, integer, json, position, text, type Dataset } from './dataset.js';

export type EventRow = {
  readonly event: StoredEvent;
  readonly customerId: string | null;
  readonly occurredAt: number | null;
  readonly recordedAt: number | null;
  /** Without customer and time, which have columns of their own. */
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

/** @param keys opens what is personal; null leaves it out */
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

/** The facts that hold something personal, in plain; where the key is gone, with what stands in its place. */
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
      'Where it stands in the log: rises with each event; in the log of a server with gaps.',
      ({ event }) => event.position,
    ),
    text('event_id', 'Its id, a UUID.', ({ event }) => event.id),
    text('type', 'The event type, such as CheckInHeld.', ({ event }) => event.type),
    text('customer_id', 'The customer; null for what is said of a need or a model.', ({ customerId }) => customerId),
    text('stream', 'The stream it belongs to.', ({ event }) => event.stream),
    integer('revision', 'Its place in its stream, from 0.', ({ event }) => event.revision),
    instant(
      'occurred_at',
      'When it happened, as the recorder says; null for what is said of a model.',
      ({ occurredAt }) => occurredAt,
    ),
    instant(
      'recorded_at',
      'When it became known, the second clock: as it was appended, or as an importer says.',
      ({ recordedAt }) => recordedAt,
    ),
    instant(
      'appended_at',
      'When the store committed it, by its own clock, whatever the event says.',
      ({ event }) => event.appendedAt,
    ),
    text(
      'recorded_by',
      'Who recorded it: whom the token names, or what imported it; of markers the watcher.',
      ({ event }) => metadataOf(event).recordedBy ?? null,
    ),
    text(
      'correlation_id',
      'The same for all events of one request, or of what imported them.',
      ({ event }) => metadataOf(event).$correlationId ?? null,
    ),
    text(
      'causation_id',
      'The event it follows from; null where none.',
      ({ event }) => metadataOf(event).$causationId ?? null,
    ),
    json(
      'facts',
      'Its facts, save customer_id and occurred_at; those that are personal are left out unless asked for.',
      ({ facts }) => facts,
    ),
    json(
      'sealed_fields',
      'The names of the facts that hold something personal; an empty list where none does.',
      ({ sealedFields }) => sealedFields,
    ),
  ],
};
