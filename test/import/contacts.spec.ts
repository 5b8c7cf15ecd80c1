import { createHmac, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { KeyRing, streamOf } from '#contact-log';
import { openDeployment } from '#deployment';
import { UnreadableFile } from '../../apps/cli/src/import/files/unreadable-file.js';
import { CONTACTS, counts, fileOf, removeScratch, run, scratch, storedIn } from './imported.js';

afterAll(removeScratch);

const OPENED = { type: 'openRelationship', customerId: 'acme', name: 'Acme', occurredAt: '2026-01-01T00:00:00Z' };
const CHECK_IN = { type: 'CheckInHeld', customerId: 'acme', occurredAt: '2026-01-02T10:00:00+01:00' };

const ndjson = (...rows: unknown[]): string =>
  fileOf('contacts.ndjson', rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));

const summary = (dataDir: string, path: string) => run(CONTACTS, path, dataDir).then(counts);
const none = { rowsWritten: 0, contactsWritten: 0, unchanged: 0, refused: 0, bad: 0, cut: 0 };

it('records contacts by the name of the event or of the mutation, in the order of the file', async () => {
  const dataDir = scratch();
  const issue = { customerId: 'acme', issueId: 'I-1', raisedBy: 'CUSTOMER', occurredAt: '2026-01-02T08:00:00Z' };
  const path = ndjson(
    OPENED,
    { type: 'reportIssue', ...issue },
    { ...CHECK_IN, topics: ['budget', 'plans'] },
    {
      type: 'recordStatusUpdate',
      customerId: 'acme',
      about: { issueId: 'I-1' },
      occurredAt: '2026-01-03T00:00:00Z',
      recordedAt: '2026-01-04T00:00:00Z',
    },
  );
  expect(await summary(dataDir, path)).toEqual({ ...none, rowsRead: 4, rowsWritten: 4, contactsWritten: 4 });
  const stored = storedIn(dataDir);
  expect(stored.map(({ type }) => type)).toEqual([
    'RelationshipOpened',
    'IssueReported',
    'CheckInHeld',
    'StatusUpdateGiven',
  ]);
  expect(JSON.parse(stored[3]?.metadata ?? '')).toMatchObject({
    recordedAt: '2026-01-04T00:00:00.000Z',
    recordedBy: 'import:contacts',
  });
  expect(JSON.parse(stored[2]?.data ?? '')).toMatchObject({ occurredAt: '2026-01-02T09:00:00.000Z' });
});

it('adds nothing when imported again, and takes two equal rows for two contacts', async () => {
  const dataDir = scratch();
  const path = ndjson(OPENED, CHECK_IN, CHECK_IN, { ...CHECK_IN, idempotencyKey: 'mine' });
  expect(await summary(dataDir, path)).toEqual({ ...none, rowsRead: 4, rowsWritten: 4, contactsWritten: 4 });
  const before = storedIn(dataDir);
  expect(await summary(dataDir, path)).toEqual({ ...none, rowsRead: 4, unchanged: 4 });
  // The same contacts with their fields in another order, and one more after them.
  const { type, ...rest } = CHECK_IN;
  const longer = ndjson(OPENED, { ...rest, type }, CHECK_IN, CHECK_IN);
  expect(await summary(dataDir, longer)).toMatchObject({ unchanged: 3, contactsWritten: 1 });
  expect(storedIn(dataDir).slice(0, 4)).toEqual(before);
});

describe('rows without a key that an earlier release imported as they were written', () => {
  const padded = { ...CHECK_IN, topics: ['plans '] };
  const plain = { ...CHECK_IN, topics: ['plans'] };
  // In the order of names, as the digest has them.
  const WITHIN = { customerId: 'acme', occurredAt: '2026-01-02T09:00:00.000Z' };

  /** A store with these rows, in the form in which earlier releases recorded them. */
  async function olderStore(...topics: string[]): Promise<string> {
    const dataDir = scratch();
    const deployment = await openDeployment({ dataDir });
    const { type: _, ...opening } = OPENED;
    const opened = { type: 'RelationshipOpened', input: opening, recordedBy: 'me', correlationId: 'c' };
    await deployment.log.record(opened);
    const keys = new KeyRing(join(dataDir, 'keys.db'), { readOnly: true });
    const key = keys.keyOf('acme') as KeyObject;
    keys.close();
    const events = topics.map((topic, index) => {
      const data = { ...WITHIN, topics: [topic] };
      const said = `CheckInHeld\n${JSON.stringify(data)}`;
      const digest = createHmac('sha256', key).update(said).digest('base64url');
      const metadata = {
        v: 1,
        recordedAt: '2026-02-01T00:00:00.000Z',
        recordedBy: 'import:contacts',
        $correlationId: 'import:contacts',
        idempotencyKey: `row:${String(index).padStart(32, '0')}:1`,
        fingerprint: digest.slice(0, 22),
        idChosen: true,
      };
      return { id: `0190a2f1-0000-7000-8000-${String(index).padStart(12, '0')}`, type: 'CheckInHeld', data, metadata };
    });
    await deployment.store.append(streamOf('acme'), events, 'any');
    await deployment.close();
    return dataDir;
  }

  it.each([
    [
      ['plans ', 'plans'],
      [padded, plain],
    ],
    [
      ['plans', 'plans '],
      [plain, padded],
    ],
    [
      ['plans ', 'plans', ' plans'],
      [padded, plain, { ...CHECK_IN, topics: [' plans'] }],
    ],
  ])('are the same contacts in whatever order the forms stand: %j', async (topics, rows) => {
    const dataDir = await olderStore(...topics);
    expect(await summary(dataDir, ndjson(...rows))).toEqual({ ...none, rowsRead: rows.length, unchanged: rows.length });
  });

  it('and are no more contacts than they were', async () => {
    const dataDir = await olderStore('plans');
    expect(await summary(dataDir, ndjson(padded, plain))).toMatchObject({ unchanged: 1, contactsWritten: 1 });
    expect(await summary(dataDir, ndjson(padded, plain))).toMatchObject({ unchanged: 2, contactsWritten: 0 });
  });
});

it('takes no marker: time alone causes these', async () => {
  const lapsed = { type: 'ObligationLapsed', customerId: 'acme', obligationId: 'x', kind: 'UPDATE' };
  const result = await run(CONTACTS, ndjson(OPENED, { ...lapsed, occurredAt: '2026-01-02T00:00:00Z' }), scratch());
  expect(counts(result)).toMatchObject({ rowsWritten: 1, bad: 1 });
  expect(result.problems.join()).toContain('ObligationLapsed is what time alone causes: nobody records it');
});

it('reads a table, with dots for fields within fields and JSON for lists', async () => {
  const dataDir = scratch();
  const table = [
    'type,customerId,occurredAt,name,cadenceDays,issueId,raisedBy,about.issueId,news,apologised,topics,note',
    'openRelationship,acme,2026-01-01T00:00:00Z,"Acme, Inc.",30,,,,,,,',
    'IssueReported,acme,2026-01-02T00:00:00Z,,,I-1,CUSTOMER,,,,,',
    'ProactiveCallMade,acme,2026-01-03T00:00:00Z,,,,,I-1,BAD,true,,"two\n\nlines"',
    'CheckInHeld,acme,2026-01-04T00:00:00Z,,,,,,,,"[""budget""]",',
    '',
  ].join('\n');
  expect(await summary(dataDir, fileOf('contacts.csv', table))).toMatchObject({ rowsRead: 4, rowsWritten: 4 });
  const stored = storedIn(dataDir);
  expect(JSON.parse(stored[0]?.data ?? '')).toMatchObject({ cadenceDays: 30 });
  expect(JSON.parse(stored[2]?.data ?? '')).toMatchObject({ about: { issueId: 'I-1' }, apologised: true });
  // The other format, packed, is the same contacts.
  const packed = fileOf(
    'contacts.ndjson.gz',
    gzipSync(JSON.stringify({ ...OPENED, name: 'Acme, Inc.', cadenceDays: 30 })),
  );
  expect(await summary(dataDir, packed)).toEqual({ ...none, rowsRead: 1, unchanged: 1 });
});

it('counts every row once: bad where it cannot be read, refused where the rules say no', async () => {
  const deep = `{"type":"CheckInHeld","customerId":"acme","occurredAt":"2026-02-01T00:00:00Z","note":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const rows = [
    OPENED,
    'not json',
    [1],
    { customerId: 'acme' },
    { ...CHECK_IN, recordedAt: 'yesterday' },
    { ...CHECK_IN, recordedAt: '2999-01-01T00:00:00Z' },
    deep,
    '',
    { ...CHECK_IN, customerId: 'nobody' },
    { ...CHECK_IN, customerId: '' },
    { ...CHECK_IN, type: 'CheckedIn' },
    { ...CHECK_IN, mood: 'good' },
    { ...CHECK_IN, occurredAt: '2026-02-31T00:00:00Z' },
    { ...CHECK_IN, recordedAt: '2026-01-01T12:00:00Z' },
    { ...CHECK_IN, tone: 'LOUD', topics: [''] },
    CHECK_IN,
  ];
  const result = await run(CONTACTS, ndjson(...rows), scratch());
  expect(counts(result)).toEqual({
    rowsRead: 15,
    rowsWritten: 2,
    contactsWritten: 2,
    unchanged: 0,
    refused: 7,
    bad: 6,
    cut: 0,
  });
  expect(result.exitCode).toBe(3);
  const why = result.report.map(
    ({ line, outcome, code, reason }) => `${String(line)} ${String(outcome)} ${String(code ?? reason)}`,
  );
  expect(why.sort((a, b) => parseInt(a) - parseInt(b))).toEqual([
    '2 bad it is not JSON',
    '3 bad it is not a JSON object',
    '4 bad it has no type',
    '5 bad recordedAt is "yesterday": a time such as 2026-03-02T09:30:00Z is wanted',
    '6 bad recordedAt is in the future',
    '7 bad it is nested too deeply',
    '9 refused CUSTOMER_UNKNOWN',
    '10 refused FIELD_EMPTY',
    '11 refused CONTACT_TYPE_UNKNOWN',
    '12 refused FIELD_UNKNOWN',
    '13 refused FIELD_INVALID',
    '14 refused OCCURRED_IN_FUTURE',
    '15 refused FIELD_INVALID',
    '15 refused FIELD_EMPTY',
  ]);
});

it('takes a cell that is not as its field wants for refused, not for left out', async () => {
  const table =
    'type,customerId,occurredAt,cadenceDays\nopenRelationship,acme,2026-01-01T00:00:00Z,soon\nopenRelationship,b,B\n';
  const result = await run(CONTACTS, fileOf('contacts.csv', table), scratch());
  expect(counts(result)).toEqual({ ...none, rowsRead: 2, refused: 1, bad: 1 });
  expect(result.problems).toEqual([
    'line 3: bad: 3 columns where the header has 4',
    expect.stringMatching(/^line 2: refused: FIELD_OUT_OF_RANGE: cadenceDays: /),
  ]);
});

it('records what came before the damage of a packed file, and names the rest', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => ({
    ...OPENED,
    customerId: `c-${i % 10}`,
    note: `${Math.sin(i)}`,
  }));
  const packed = gzipSync(rows.map((row) => JSON.stringify(row)).join('\n'));
  const result = await run(CONTACTS, fileOf('contacts.ndjson.gz', packed.subarray(0, packed.length / 2)), scratch());
  expect(result.summary.bad).toBe(1);
  expect(result.summary.contactsWritten).toBe(10);
  expect(result.report.find(({ outcome }) => outcome === 'bad')).toMatchObject({
    line: result.summary.rowsRead,
    reason: expect.stringContaining('nothing from here on can be read') as string,
  });
});

it('keeps contacts of many customers in order, however they are mixed', async () => {
  const dataDir = scratch();
  const customers = Array.from({ length: 7 }, (_, i) => `c-${i}`);
  const opened = customers.map((customerId) => ({ ...OPENED, customerId }));
  const calls = Array.from({ length: 693 }, (_, i) => ({
    ...CHECK_IN,
    customerId: `c-${i % 7}`,
    occurredAt: new Date(Date.UTC(2026, 0, 2, 9, 0, i)).toISOString(),
    channel: 'PHONE',
    idempotencyKey: `k-${i}`,
  }));
  expect(await summary(dataDir, ndjson(...opened, ...calls))).toMatchObject({ contactsWritten: 700, refused: 0 });
  for (const customerId of customers) {
    const times = storedIn(dataDir)
      .filter(({ stream, type }) => stream === `relationship-${customerId}` && type === 'CheckInHeld')
      .map(({ data }) => (JSON.parse(data) as { occurredAt: string }).occurredAt);
    expect(times).toHaveLength(99);
    expect(times).toEqual(times.toSorted());
  }
});

it.each([
  ['has no column customerId', () => fileOf('contacts.csv', 'type,name\nopenRelationship,Acme\n')],
  ['a column "1x", which is no field', () => fileOf('contacts.csv', 'type,customerId,1x\n')],
  ['a column "a.b.c", which is no field', () => fileOf('contacts.csv', 'type,customerId,a.b.c\n')],
  ['names note twice', () => fileOf('contacts.csv', 'type,customerId,note,note\n')],
  ['the header, cannot be read', () => fileOf('contacts.csv', 'type,"customerId\n')],
  ['is empty', () => fileOf('contacts.ndjson', '')],
  ['must end in one of .ndjson, .ndjson.gz, .csv, .csv.gz', () => fileOf('contacts.json', '{}')],
])('records nothing from a file of which it must say: %s', async (reason, path) => {
  const refused = run(CONTACTS, path(), scratch());
  await expect(refused).rejects.toThrow(UnreadableFile);
  await expect(refused).rejects.toThrow(reason);
});

it('sorts by time within a customer, and at one instant after what is referred to', async () => {
  const at = (day: number) => ({ customerId: 'acme', occurredAt: `2026-01-0${day}T00:00:00Z` });
  const told = [
    { type: 'resolveIssue', ...at(5), issueId: 'I' },
    { type: 'meetExpectation', ...at(3), expectationId: 'E', stakeholderId: 'S' },
    { type: 'setExpectation', ...at(3), expectationId: 'E', issueId: 'I', dueAt: '2026-01-04T00:00:00Z' },
    { type: 'recordStatusUpdate', ...at(3), about: { issueId: 'I' } },
    { type: 'addStakeholder', ...at(3), stakeholderId: 'S', name: 'Ana', role: 'USER' },
    { type: 'reportIssue', ...at(3), issueId: 'I', raisedBy: 'CUSTOMER' },
    { type: 'recordCheckIn', ...at(2), note: 'second' },
    { type: 'recordCheckIn', ...at(2), note: 'third' },
    { type: 'openRelationship', ...at(2) },
  ];
  const dataDir = scratch();
  const path = ndjson(...told, { ...at(1), type: 'openRelationship', customerId: 'bolt' });
  const result = await run(CONTACTS, path, dataDir);
  expect(result.problems).toEqual([]);
  expect(counts(result)).toMatchObject({ rowsRead: 10, rowsWritten: 10 });
  const types = storedIn(dataDir).map(({ type }) => type);
  expect(types).toEqual([
    ...['RelationshipOpened', 'CheckInHeld', 'CheckInHeld'],
    ...['StakeholderAdded', 'IssueReported', 'ExpectationSet', 'ExpectationMet', 'StatusUpdateGiven', 'IssueResolved'],
    'RelationshipOpened',
  ]);
  expect(counts(await run(CONTACTS, path, dataDir))).toMatchObject({ rowsWritten: 0, unchanged: 10 });
});
