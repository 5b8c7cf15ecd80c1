import { join } from 'node:path';
import { within } from '../kit/deployment.js';
import { CONTACTS, counts, fileOf, removeScratch, run, scratch } from './imported.js';

afterAll(removeScratch);

// Small files in the forms that real exports have.

const NOW = Date.UTC(2026, 3, 1);
const fixture = (name: string) => join('test/fixtures/real-data', name);
const imported = (dataDir: string, name: string) => run(CONTACTS, fixture(name), dataDir);
const NONE = { rowsRead: 0, rowsWritten: 0, contactsWritten: 0, unchanged: 0, refused: 0, bad: 0 };

const listed = (dataDir: string) =>
  within(
    dataDir,
    async ({ projector, relationships, views }) => {
      await projector.catchUp();
      await relationships.refresh();
      const { rows } = await views.relationships({ first: 10, now: NOW });
      return rows.map(({ row: { customerId, name } }) => [customerId, name]);
    },
    () => NOW,
  );

it('a NUL in a name is removed, and every customer is listed', async () => {
  const dataDir = scratch();
  expect(counts(await imported(dataDir, 'nul.ndjson'))).toMatchObject({ rowsWritten: 3, refused: 0 });
  expect((await listed(dataDir)).sort()).toEqual([
    ['p0', 'Fine'],
    ['p1', 'Abc'],
    ['p2', 'Later'],
  ]);
});

it('ids that look alike are one relationship', async () => {
  const dataDir = scratch();
  expect(counts(await imported(dataDir, 'look-alike.ndjson'))).toEqual({
    ...NONE,
    rowsRead: 3,
    rowsWritten: 1,
    contactsWritten: 1,
    unchanged: 2,
  });
  expect(await listed(dataDir)).toEqual([['M\u00fcller-7', 'M\u00fcller-7']]);
});

it('the same instants in another zone add nothing', async () => {
  const dataDir = scratch();
  expect(counts(await imported(dataDir, 'berlin.ndjson'))).toMatchObject({ contactsWritten: 2 });
  expect(counts(await imported(dataDir, 'utc.ndjson'))).toEqual({ ...NONE, rowsRead: 2, unchanged: 2 });
});

it.each([
  '2026-03-02T09:30:00.000+0000',
  '2026-03-02T10:30:00+01',
  '20260302T093000Z',
  '"2026-03-02T09:30:00,000Z"',
  '2026-03-02 09:30:00Z',
  '2026-061T09:30:00Z',
  '2026-W10-1T09:30:00.0000000Z',
])('%s is a time, and the same one', async (time) => {
  const dataDir = scratch();
  expect(counts(await imported(dataDir, 'offset-without-colon.csv'))).toMatchObject({ rowsWritten: 1, refused: 0 });
  const table = fileOf('again.csv', `type,customerId,occurredAt,recordedAt\nopenRelationship,sf,${time},\n`);
  expect(counts(await run(CONTACTS, table, dataDir))).toMatchObject({ rowsRead: 1, unchanged: 1 });
});

it('two rows of one file that say the same are two contacts, in whatever form they say it', async () => {
  const dataDir = scratch();
  const rows = [
    { type: 'openRelationship', customerId: 'zz', occurredAt: '2026-01-01T00:00:00Z' },
    { type: 'recordCheckIn', customerId: 'zz', occurredAt: '2026-02-01T10:00:00+01:00' },
    { type: 'recordCheckIn', customerId: ' zz', occurredAt: '2026-02-01T09:00:00Z' },
  ];
  const path = fileOf('twice.ndjson', rows.map((row) => JSON.stringify(row)).join('\n'));
  expect(counts(await run(CONTACTS, path, dataDir))).toMatchObject({ contactsWritten: 3 });
  expect(counts(await run(CONTACTS, path, dataDir))).toMatchObject({ unchanged: 3 });
});

it('a row without a time is bad, never now', async () => {
  const table = 'type,customerId,occurredAt\nopenRelationship,a,2026-01-01T00:00:00Z\nrecordCheckIn,a,\n';
  const { report, summary } = await run(CONTACTS, fileOf('no-date.csv', table), scratch());
  expect(summary).toMatchObject({ rowsWritten: 1, bad: 1 });
  expect(report).toEqual([{ line: 3, outcome: 'bad', code: null, reason: 'it has no time: occurredAt is empty' }]);
});

it('a value that cannot be read is quoted with its field', async () => {
  const table =
    'type,customerId,occurredAt,recordedAt\nopenRelationship,a,02.03.2026,\nopenRelationship,b,2026-03-02T09:30:00Z,gestern\n';
  const { report } = await run(CONTACTS, fileOf('bad.csv', table), scratch());
  expect(report.map(({ line, reason }) => [line, reason]).sort()).toEqual([
    [2, expect.stringMatching(/^occurredAt: .*Given: "02\.03\.2026"\.$/)],
    [3, expect.stringContaining('"gestern"')],
  ]);
});
