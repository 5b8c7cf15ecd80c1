import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { alertSchemas } from '#alerting';
import { eventSchemas, incompatible, METADATA_SCHEMA, type JsonSchema } from '#contact-log';
import { schemaFiles } from './asyncapi.js';

/** `npm run docs` writes the files; otherwise they are compared. */
const isWriting = process.env.WRITE_DOCS === '1';
const FOLDER = 'docs/schemas';
const files = schemaFiles([...eventSchemas(), ...alertSchemas()]);
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as JsonSchema;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const ajv = () => new Ajv2020({ strict: true, allErrors: true, formats: { 'date-time': INSTANT } });

it('a stored form is only added to: another change needs a new version, with an upcaster', () => {
  const broken = [...files].flatMap(([name, schema]) =>
    name !== 'asyncapi.json' && existsSync(join(FOLDER, name))
      ? incompatible(read(name), schema as JsonSchema).map((why) => `${name}: ${why}`)
      : [],
  );
  expect(broken).toEqual([]);
});

it('docs/schemas holds the schema of each event type, and of earlier versions', () => {
  if (isWriting) {
    mkdirSync(FOLDER, { recursive: true });
    for (const [name, schema] of files) writeFileSync(join(FOLDER, name), `${JSON.stringify(schema, null, 2)}\n`);
  }
  for (const [name, schema] of files) expect([name, read(name)]).toEqual([name, JSON.parse(JSON.stringify(schema))]);
  const types = new Set([...files.keys()].map((name) => name.split('.')[0]));
  for (const name of readdirSync(FOLDER)) expect(types).toContain(name.split('.')[0]);
});

it('describes every event that a release has written', () => {
  const validator = ajv();
  const ofMetadata = validator.compile(METADATA_SCHEMA);
  const lines = readFileSync('test/fixtures/stored/contacts.v1.ndjson', 'utf8').split('\n').filter(Boolean);
  const seen = new Set<string>();
  for (const line of lines) {
    const { event } = JSON.parse(line) as { event: { type: string; data: object; metadata: { v: number } } };
    const schema = read(`${event.type}.v${event.metadata.v}.json`);
    const valid = validator.getSchema(String(schema.$id)) ?? validator.compile(schema);
    expect([event.type, valid(event.data), valid.errors]).toEqual([event.type, true, null]);
    expect([event.type, ofMetadata(event.metadata), ofMetadata.errors]).toEqual([event.type, true, null]);
    seen.add(event.type);
  }
  expect(seen.size).toBeGreaterThan(30);
});

it('describes every change of alerts that a release has written', () => {
  const validator = ajv();
  const ofMetadata = validator.compile(read('alerts-metadata.v1.json'));
  const lines = readFileSync('test/fixtures/stored/alerts.v1.ndjson', 'utf8').split('\n').filter(Boolean);
  for (const line of lines) {
    const { type, data, metadata } = JSON.parse(line) as { type: string; data: object; metadata: object };
    const schema = read(`${type}.v1.json`);
    const valid = validator.getSchema(String(schema.$id)) ?? validator.compile(schema);
    expect([type, valid(data), valid.errors]).toEqual([type, true, null]);
    expect([type, ofMetadata(metadata), ofMetadata.errors]).toEqual([type, true, null]);
  }
});

it('tells an event that is none: a field of another kind, or one that is missing', () => {
  const valid = ajv().compile(read('RelationshipOpened.v1.json'));
  expect(valid({ customerId: 'acme', occurredAt: '2026-03-02T09:30:00.000Z' })).toBe(true);
  expect(valid({ customerId: 7, occurredAt: '2026-03-02T09:30:00.000Z' })).toBe(false);
  expect(valid({ customerId: 'acme', occurredAt: 'yesterday' })).toBe(false);
  expect(valid({ occurredAt: '2026-03-02T09:30:00.000Z' })).toBe(false);
});

it('names each message of a channel, and each file that the document refers to is there', () => {
  const document = JSON.stringify(read('asyncapi.json'));
  const references = [...document.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => String(to));
  for (const to of references.filter((to) => to.startsWith('./'))) expect(existsSync(join(FOLDER, to))).toBe(true);
  const messages = read('asyncapi.json').components as { messages: object };
  for (const to of references.filter((to) => to.startsWith('#/components/messages/')))
    expect(messages.messages).toHaveProperty(String(to.split('/').at(-1)));
  expect(references.length).toBeGreaterThan(100);
});
