import { createSecretKey } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { JsonObject, NewEvent, StoredEvent } from '#event-store';
import {
  CATALOG,
  COMMON_FIELDS,
  FutureVersion,
  toMs,
  type Field,
  type Fields,
  type RecordedContact,
} from '#relationship';
import { readableContact } from './needs/known-event.js';
import { fromStored, opened, streamOf, toStored } from './stored-form/codec.js';

/**
 * Contacts exactly as releases wrote them, one line for each type and version, with what they say once opened. A line is
 * added when a shape is added (`WRITE_FIXTURES=1` writes those that are missing) and never changed.
 */
const FILE = 'test/fixtures/stored/contacts.v1.ndjson';
const KEY = createSecretKey(Buffer.alloc(32, 7));

type Line = { readonly event: NewEvent; readonly opened: JsonObject };

const lines = (): Line[] =>
  existsSync(FILE)
    ? readFileSync(FILE, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line)
    : [];

const asStored = (event: NewEvent): StoredEvent => ({
  ...event,
  stream: streamOf('customer'),
  revision: 0,
  position: 1n,
  appendedAt: 0,
});

/** Every field said, so that the fixture shows the whole shape. */
function filled(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, { field }]) => [name, valueOf(name, field)]));
}

function valueOf(name: string, field: Field): unknown {
  switch (field.kind) {
    case 'id':
      return `a-${name}`;
    case 'text':
      return `some ${name}`;
    case 'instant':
      return '2026-03-02T09:30:00.000Z';
    case 'flag':
      return true;
    case 'number':
      return field.min;
    case 'choice':
      return field.values[0];
    case 'group':
      return field.oneOf ? { issueId: 'an-issueId' } : filled(field.fields);
    case 'list':
      return [valueOf(name, field.of)];
  }
}

function sample(type: string, fields: Fields): RecordedContact {
  const data = filled({ ...COMMON_FIELDS, ...fields }) as RecordedContact['data'];
  return {
    id: '0190a2f1-0000-7000-8000-000000000001',
    type,
    data,
    sealed: null,
    at: toMs(data.occurredAt),
    recordedAt: toMs('2026-03-02T10:00:00.000Z'),
    recordedBy: 'admin',
    position: null,
    correlationId: '0190a2f1-0000-7000-8000-000000000002',
    causationId: '0190a2f1-0000-7000-8000-000000000003',
    idempotencyKey: 'a-key',
    fingerprint: '8XQtvn6rVGiE6vdgxlKgdH',
    idChosen: true,
  };
}

/** What this release writes, by type: the last line. Those before it are of earlier releases. */
const newestOf = (): ReadonlyMap<string, Line> => new Map(lines().map((line) => [line.event.type, line]));

const sealedIn = ({ data }: NewEvent) => (data.sealed as { fields?: string[] } | undefined)?.fields;

if (process.env.WRITE_FIXTURES === '1') {
  const missing = CATALOG.map(({ type, fields }) => ({ contact: sample(type, fields), newest: newestOf().get(type) }))
    .map(({ contact, newest }) => ({ event: toStored(contact, KEY), opened: contact.data, newest }))
    .filter(({ event, newest }) => JSON.stringify(sealedIn(event)) !== JSON.stringify(newest && sealedIn(newest.event)))
    .map(({ event, opened: data }) => JSON.stringify({ event, opened: data }));
  writeFileSync(FILE, [...lines().map((line) => JSON.stringify(line)), ...missing, ''].join('\n'));
}

describe('the stored form', () => {
  it('has a fixture for every contact there is', () =>
    expect([...newestOf().keys()].sort()).toEqual(CATALOG.map(({ type }) => type).sort()));

  it.each(lines().map((line) => [line.event.type, line] as const))('of %s is still read', (_type, line) => {
    const contact = fromStored(asStored(line.event));
    expect(contact).not.toBeNull();
    if (contact === null) return;
    const { recordedAt, recordedBy, idempotencyKey, fingerprint, causationId, correlationId, idChosen } = contact;
    expect({ recordedAt, recordedBy, idempotencyKey, fingerprint, causationId, correlationId, idChosen }).toEqual({
      recordedAt: toMs('2026-03-02T10:00:00.000Z'),
      recordedBy: 'admin',
      idempotencyKey: 'a-key',
      fingerprint: '8XQtvn6rVGiE6vdgxlKgdH',
      causationId: '0190a2f1-0000-7000-8000-000000000003',
      correlationId: '0190a2f1-0000-7000-8000-000000000002',
      idChosen: true,
    });
    expect(opened(contact, KEY).data).toEqual(line.opened);
  });

  it.each([...newestOf()])('of %s is still written', (type, line) => {
    const fields = CATALOG.find((each) => each.type === type)?.fields ?? {};
    const written = toStored({ ...sample(type, fields), data: line.opened as RecordedContact['data'] }, KEY);
    const shape = ({ data, metadata }: NewEvent) => ({
      metadata,
      data: { ...data, sealed: sealedIn({ data } as NewEvent) },
    });
    expect(shape(written)).toEqual(shape(line.event));
  });

  it('holds nothing personal in the clear', () => {
    for (const { event } of newestOf().values()) {
      const clear = JSON.stringify({ ...event.data, sealed: null });
      for (const personal of [
        'some note',
        'some name',
        'some title',
        'some reason',
        'some what',
        'some asked',
        'some supervisor',
      ])
        expect(clear).not.toContain(personal);
    }
  });

  it('of an unknown type is left alone, of a later version refused', () => {
    const [{ event }] = lines() as [Line];
    expect(fromStored(asStored({ ...event, type: 'SomethingElse' }))).toBeNull();
    const later = asStored({ ...event, metadata: { ...event.metadata, v: 2 } });
    expect(() => fromStored(later)).toThrow(FutureVersion);
    // Nor may it end a reader that tells of the others.
    expect(readableContact(later)).toBeNull();
  });
});
