import type { AlertSchema } from '#alerting';
import { METADATA_SCHEMA, type EventSchema } from '#contact-log';

type Schema = EventSchema & Partial<Pick<AlertSchema, 'headers'>>;

const fileOf = ({ type, version }: EventSchema): string => `./${type}.v${version}.json`;

const isWebhook = (stream: string): boolean => stream.startsWith('webhook-');

function descriptionOf(stream: string, kind: string): string {
  if (isWebhook(stream))
    return 'What is posted to one receiver of alerts: CloudEvents 1.0, each with such a `data`. In order for each customer.';
  return stream.includes('{')
    ? `The events of one ${kind}, in the order in which they were recorded.`
    : `The events of ${kind}, in the order in which they were recorded.`;
}

/** An AsyncAPI document of the log: its streams are the channels, its events the messages. */
export function asyncApi(schemas: readonly Schema[]): object {
  const streams = [...new Set(schemas.map(({ stream }) => stream))];
  const kindOf = (stream: string): string => stream.split('-')[0] ?? stream;
  const messagesOf = (stream: string) =>
    Object.fromEntries(
      schemas
        .filter((schema) => schema.stream === stream)
        .map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]),
    );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'The event log of Rapport',
      version: '1',
      description: 'What the log holds, for programs that read it themselves. docs/events.md says how.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      streams.map((stream) => [
        kindOf(stream),
        {
          address: stream,
          description: descriptionOf(stream, kindOf(stream)),
          parameters: Object.fromEntries(
            [...stream.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, { description: 'An id.' }]),
          ),
          messages: messagesOf(stream),
        },
      ]),
    ),
    operations: Object.fromEntries(
      streams.map((stream) => [
        isWebhook(stream) ? 'post-webhook' : `append-${kindOf(stream)}`,
        { action: 'send', channel: { $ref: `#/channels/${kindOf(stream)}` } },
      ]),
    ),
    components: {
      messages: Object.fromEntries(
        schemas.map((schema) => [
          schema.type,
          {
            name: schema.type,
            summary: schema.schema.description,
            headers: { $ref: `./${schema.headers?.file ?? 'metadata.v1.json'}` },
            payload: { $ref: fileOf(schema) },
          },
        ]),
      ),
    },
  };
}

/** The files of docs/schemas, each with what it must hold. */
export function schemaFiles(schemas: readonly Schema[]): ReadonlyMap<string, object> {
  return new Map<string, object>([
    ...schemas.map((schema): [string, object] => [fileOf(schema).slice(2), schema.schema]),
    ...schemas.flatMap(({ headers }): [string, object][] =>
      headers === undefined ? [] : [[headers.file, headers.schema]],
    ),
    ['metadata.v1.json', METADATA_SCHEMA],
    ['asyncapi.json', asyncApi(schemas)],
  ]);
}
