// What is stored, for programs that read the log without Rapport: a JSON Schema for each event type and version, made from
// the declarations of the contacts and needs. They are committed under docs/schemas, and docs/events.md explains them.
import { CATALOG, COMMON_FIELDS, NEED_CATALOG, NEED_FIELDS, upcast, type Fields } from '#relationship';
import { factsSchema, type JsonSchema } from './field-schema.js';

export type EventSchema = {
  readonly type: string;
  /** The version of the stored form, `v` in the metadata. */
  readonly version: number;
  /** Which streams hold it. `{...}` stands for an id. */
  readonly stream: string;
  /** Of the event's `data`. */
  readonly schema: JsonSchema;
};

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** Of the `data` of every contact and fact of the needs register, in the version that this release writes. */
export function eventSchemas(): readonly EventSchema[] {
  return [
    ...CATALOG.map((contact) => eventSchema(contact, COMMON_FIELDS, 'relationship-{customerId}')),
    ...NEED_CATALOG.map((fact) => eventSchema(fact, NEED_FIELDS, 'need-{needId}')),
  ];
}

type Declared = { readonly type: string; readonly says: string; readonly fields: Fields };

function eventSchema({ type, says, fields }: Declared, common: Fields, stream: string): EventSchema {
  const version = upcast.current(type);
  const $id = `urn:rapport:event:${type}:${version}`;
  const schema = { $schema: DRAFT, $id, title: type, description: says, ...factsSchema({ ...common, ...fields }) };
  return { type, version, stream, schema };
}

const text = (description: string): JsonSchema => ({ type: 'string', description });

/** Of the metadata of each of these events. */
export const METADATA_SCHEMA: JsonSchema = {
  $schema: DRAFT,
  $id: 'urn:rapport:metadata:1',
  title: 'Metadata',
  description: 'Who recorded the event, when and why.',
  type: 'object',
  required: ['v', 'recordedAt', 'recordedBy', '$correlationId', 'fingerprint'],
  properties: {
    v: { type: 'integer', description: 'Version of the stored form of this event type.' },
    recordedAt: { type: 'string', format: 'date-time', description: 'When we learned of it.' },
    recordedBy: text('Identity of who recorded it; `import:` and a name for an importer.'),
    $correlationId: text('The same for all events of one request.'),
    $causationId: text('The event from which this one follows. Left out: it follows from none.'),
    idempotencyKey: text('A keyed digest of the key that the caller sent. Left out: the caller sent none.'),
    fingerprint: text('A keyed digest of what the caller sent. It tells a repeat from a conflict.'),
    idChosen: { const: true, description: 'The caller chose the id of the fact. Left out: the server did.' },
  },
};
