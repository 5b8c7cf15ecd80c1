// What is stored of alerts, and what receivers are told, for other programs: a JSON Schema for each type and version. They are
// committed under docs/schemas, and docs/webhooks.md explains them.
import { factsSchema, type EventSchema, type JsonSchema } from '#contact-log';
import { choice, id, instant, optional, plainLine, plainText, required, type Fields } from '#relationship';
import { ALERT_STREAM, ALERT_VERSION } from '../log/codec.js';
import type { AlertFactType } from '../rules/alert-fact.js';
import {
  ALERT_FORMS,
  ALERT_KINDS,
  RETIRED_ENDPOINT_FIELDS,
  RETIRED_RULE_FIELDS,
  RULE_FIELDS,
} from '../rules/fields.js';
import { ALERT_EVENT_VERSION, ALERT_EVENTS, factsOfAlert, schemaIdOfAlert } from '../told/alert-event.js';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

const STORED_ENDPOINT: Fields = {
  endpointId: required(id('The endpoint.')),
  form: required(choice('AlertForm', ALERT_FORMS, 'How alerts are written.')),
  host: required(plainLine('Host and port of the address.')),
  previousUntil: optional(instant('Until when the secret before also signs. Left out: there is none.')),
  sealed: required(plainText('Address and secrets, encrypted with a key that is not in the log.', 10_000)),
};

const STORED: Readonly<Record<AlertFactType, { readonly says: string; readonly fields: Fields }>> = {
  AlertEndpointDeclared: { says: 'A receiver of alerts was declared.', fields: STORED_ENDPOINT },
  AlertEndpointChanged: { says: 'A receiver has another address, form or secret.', fields: STORED_ENDPOINT },
  AlertEndpointRetired: { says: 'A receiver gets no more alerts.', fields: RETIRED_ENDPOINT_FIELDS },
  AlertRuleDeclared: { says: 'A rule says what is told from then on.', fields: RULE_FIELDS },
  AlertRuleChanged: { says: 'A rule was replaced as a whole.', fields: RULE_FIELDS },
  AlertRuleRetired: { says: 'A rule tells nothing more.', fields: RETIRED_RULE_FIELDS },
};

const text = (description: string): JsonSchema => ({ type: 'string', description });

const ALERTS_METADATA: JsonSchema = {
  $schema: DRAFT,
  $id: 'urn:rapport:alerts-metadata:1',
  title: 'Metadata of changes of alerts',
  description: 'Who recorded the change, and when.',
  type: 'object',
  required: ['v', 'recordedAt', 'recordedBy', '$correlationId'],
  properties: {
    v: { type: 'integer', description: 'Version of the stored form.' },
    recordedAt: { type: 'string', format: 'date-time', description: 'When it was recorded.' },
    recordedBy: text('Identity of who recorded it.'),
    $correlationId: text('The same for all events of one request.'),
  },
};

const WEBHOOK_HEADERS: JsonSchema = {
  $schema: DRAFT,
  $id: 'urn:rapport:webhook-headers:1',
  title: 'Headers of a webhook',
  description: 'What the Standard Webhooks scheme asks for.',
  type: 'object',
  required: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  properties: {
    'webhook-id': text('The same in each attempt: tell a repeat by it.'),
    'webhook-timestamp': text('When the attempt was made, seconds since the epoch.'),
    'webhook-signature': text('One signature or, after a rotation of the secret, two, separated by a space.'),
  },
};

/** A message with its headers. */
export type AlertSchema = EventSchema & { readonly headers: { readonly file: string; readonly schema: JsonSchema } };

/** The events of the stream `alerts`, and what webhooks hold as `data` of a CloudEvent. */
export function alertSchemas(): readonly AlertSchema[] {
  const stored = Object.entries(STORED).map(([type, { says, fields }]) => ({
    type,
    version: ALERT_VERSION,
    stream: ALERT_STREAM,
    headers: { file: 'alerts-metadata.v1.json', schema: ALERTS_METADATA },
    schema: schemaOf(`urn:rapport:event:${type}:${ALERT_VERSION}`, type, says, fields),
  }));
  const told = ALERT_KINDS.map((kind) => {
    const { name, says } = ALERT_EVENTS[kind];
    return {
      type: `Alert${name}`,
      version: ALERT_EVENT_VERSION,
      stream: 'webhook-{endpointId}',
      headers: { file: 'webhook-headers.v1.json', schema: WEBHOOK_HEADERS },
      schema: schemaOf(schemaIdOfAlert(kind), `Alert${name}`, says, factsOfAlert(kind)),
    };
  });
  return [...stored, ...told];
}

const schemaOf = ($id: string, title: string, description: string, fields: Fields): JsonSchema => ({
  ...{ $schema: DRAFT, $id, title, description },
  ...factsSchema(fields),
});
