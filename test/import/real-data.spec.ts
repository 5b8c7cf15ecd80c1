import { join } from 'node:path';
import { within } from '../kit/deployment.js';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { CONTACTS, counts, fileOf, folderOf, removeScratch, run, scratch } from './imported.js';

afterAll(removeScratch);

// Small files in the forms that real exports have.

const NOW = Date.UTC(2026, 3, 1);
const fixture = (name: string) => join('test/fixtures/real-data', name);
const imported = (dataDir: string, name: string) => run(CONTACTS, fixture(name), dataDir);
const NONE = { rowsRead: 0, rowsWritten: 0, contactsWritten: 0, unchanged: 0, refused: 0, bad: 0, cut: 0 };

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

describe('a text that is too long', () => {
  const opened = { type: 'openRelationship', customerId: 'lng', occurredAt: '2026-01-01T00:00:00Z' };
  const options = [{ kind: 'LATER', what: `${'y'.repeat(498)}\u{1f600}z` }];
  const rows = [
    opened,
    {
      ...{
        type: 'reportIssue',
        customerId: 'lng',
        issueId: 'L1',
        raisedBy: 'CUSTOMER',
        occurredAt: '2026-02-01T00:00:00Z',
      },
      ...{ impact: 'x'.repeat(4001), title: 't'.repeat(200) },
    },
    { type: 'recordProactiveCall', customerId: 'lng', news: 'BAD', options, occurredAt: '2026-02-02T00:00:00Z' },
    { type: 'resolveIssue', customerId: 'lng', issueId: 'L1', occurredAt: '2026-02-03T00:00:00Z' },
  ];
  const ndjson = () => fileOf('long.ndjson', rows.map((row) => JSON.stringify(row)).join('\n'));

  it('is cut and said, and no row is lost', async () => {
    const dataDir = scratch();
    const path = ndjson();
    const result = await run(CONTACTS, path, dataDir);
    expect(counts(result)).toEqual({ ...NONE, rowsRead: 4, rowsWritten: 4, contactsWritten: 4, cut: 2 });
    expect(result.exitCode).toBe(0);
    expect(result.problems).toEqual([
      'line 2: cut: impact has 4001 characters, and at most 4000 are recorded: the end of the text is left out',
      'line 3: cut: options.0.what has 501 characters, and at most 500 are recorded: the end of the text is left out',
    ]);
    await within(dataDir, async ({ log }) => {
      const texts = [...((await log.timelineOf('lng'))?.recorded() ?? [])].map((contact) => log.opened(contact).data);
      expect(texts).toMatchObject([
        {},
        { impact: `${'x'.repeat(3999)}\u2026`, title: 't'.repeat(200) },
        { options: [{ what: `${'y'.repeat(498)}\u2026` }] },
        {},
      ]);
    });
    expect(counts(await run(CONTACTS, path, dataDir))).toEqual({ ...NONE, rowsRead: 4, unchanged: 4 });
  });

  it('is cut in a source too', async () => {
    const sql = `SELECT 'CheckInHeld' AS type, 'lng' AS "customerId", TIMESTAMP '2026-02-01' AS "occurredAt", repeat('n', 4001) AS note`;
    const result = await run((path) => sourceIn(folderOf(sql), [path]), fileOf('any.csv', 'a\n1\n'), scratch());
    expect(counts(result)).toMatchObject({ rowsWritten: 1, refused: 0, cut: 1 });
  });
});
