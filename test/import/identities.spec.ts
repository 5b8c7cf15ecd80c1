import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { counts, fileOf, folderOf, removeScratch, run, scratch, storedIn } from './imported.js';

// A source that says which customers the ids of its system mean.

afterAll(removeScratch);

const SQL = `SELECT 'reportIssue' AS type, client AS "customerId", day AS "occurredAt", id AS "issueId",
  'CUSTOMER' AS "raisedBy" FROM tickets`;
const IDENTITIES = `SELECT DISTINCT client AS "externalId", firm AS "customerId" FROM tickets WHERE firm <> ''`;
const table = (...rows: string[]): string => fileOf('tickets.csv', ['client,firm,day,id', ...rows].join('\n'));

function sourceWith(identities: string | null): string {
  const source = folderOf(SQL, 'id: [issueId]');
  if (identities !== null) writeFileSync(join(source, 'identities.sql'), identities);
  return source;
}
const known = (identities: string | null = IDENTITIES) => {
  const source = sourceWith(identities);
  return (path: string) => sourceIn(source, [path]);
};

const streams = (dataDir: string): string[] => storedIn(dataDir).map(({ stream, type }) => `${stream} ${type}`);

it('records rows under two ids with the one customer, by time, and what the ids mean', async () => {
  const dataDir = scratch();
  const path = table('7,acme,2026-03-02,T-2', '8,acme,2026-03-01,T-1', '9,,2026-03-01,T-3');
  expect(counts(await run(known(), path, dataDir))).toMatchObject({ rowsWritten: 5, refused: 0, bad: 0 });
  expect(streams(dataDir)).toEqual([
    'relationship-7 RelationshipAbsorbed',
    'relationship-8 RelationshipAbsorbed',
    'relationship-9 RelationshipOpened',
    'relationship-9 IssueReported',
    'relationship-acme RelationshipOpened',
    'relationship-acme IssueReported',
    'relationship-acme IssueReported',
    'relationship-acme CustomerIdentified',
    'relationship-acme CustomerIdentified',
  ]);
  expect(counts(await run(known(), path, dataDir))).toMatchObject({ rowsWritten: 0, unchanged: 5 });
  // A source that says nothing of ids finds the customer by what the log holds.
  const later = table('7,,2026-03-04,T-4');
  expect(counts(await run(known(null), later, dataDir))).toMatchObject({ rowsWritten: 1, refused: 0 });
  expect(streams(dataDir).filter((each) => each === 'relationship-acme IssueReported')).toHaveLength(3);
});

it('refuses what an id cannot mean, and leaves its rows where they were', async () => {
  const dataDir = scratch();
  await run(known(null), table('7,,2026-03-01,T-1', 'acme,,2026-03-01,T-2'), dataDir);
  const { report, ...result } = await run(known(), table('7,acme,2026-03-01,T-1', '7,acme,2026-03-02,T-3'), dataDir);
  expect(counts(result)).toMatchObject({ rowsWritten: 1, unchanged: 1, refused: 1 });
  expect(report).toEqual([expect.objectContaining({ code: 'CUSTOMER_ON_RECORD' })]);
  expect(streams(dataDir)).toContain('relationship-7 IssueReported');
  expect(streams(dataDir).filter((each) => each === 'relationship-acme IssueReported')).toHaveLength(1);
});

it('says what of its identities is none', async () => {
  const sql = `SELECT * FROM (VALUES ('7', 'acme'), ('7', 'other'), (NULL, 'acme'), ('acme', 'acme'), ('x', 'nobody')) AS t("externalId", "customerId")`;
  const { report, ...result } = await run(known(sql), table('7,,2026-03-01,T-1'), scratch());
  expect(counts(result)).toMatchObject({ rowsWritten: 2, unchanged: 1, bad: 2, refused: 1 });
  expect(report.map(({ outcome, code }) => [outcome, code])).toEqual([
    ['bad', null],
    ['bad', null],
    ['refused', 'CUSTOMER_UNKNOWN'],
  ]);
  const wrong = run(known('SELECT 1 AS id'), table('7,,2026-03-01,T-1'), scratch());
  await expect(wrong).rejects.toThrow('identities.sql gives the columns "id": it must give externalId and customerId');
});

it('writes nothing in a rehearsal', async () => {
  const dataDir = scratch();
  await run(known(null), table('9,,2026-03-01,T-1'), dataDir);
  const before = streams(dataDir);
  const path = table('7,acme,2026-03-02,T-2');
  expect(counts(await run(known(), path, dataDir, { dryRun: true }))).toMatchObject({ rowsWritten: 2, refused: 0 });
  expect(streams(dataDir)).toEqual(before);
});
