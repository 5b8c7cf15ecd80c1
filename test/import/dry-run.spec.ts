import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import {
  CONTACTS,
  counts,
  fileOf,
  folderOf,
  removeScratch,
  run,
  scratch,
  storedIn,
  type ImportOf,
  type Run,
} from './imported.js';

afterAll(removeScratch);

const HOURS = 300;
const first = Date.UTC(2024, 0, 1);
const hour = (at: number): string => new Date(first + at * 3_600_000).toISOString();

/** One customer with more contacts than a batch, one with a refused contact, one that is bad, and what is known by address. */
const table = (hours: number): string =>
  [
    'kind,client,day,ticket',
    ...Array.from({ length: hours }, (_, at) => `reportIssue,long,${hour(at)},T-${at}`),
    ...Array.from({ length: hours }, (_, at) => `resolveIssue,long,${hour(at + hours)},T-${at}`),
    `reportIssue,desk@example.com,${hour(1)},A-1`,
    `resolveIssue,other,${hour(1)},never-reported`,
    'reportIssue,other,,B-1',
    'short,row',
  ].join('\n');

const SQL = `SELECT kind AS type, CASE WHEN client LIKE '%@%' THEN pseudonym(client) ELSE client END AS "customerId",
  day AS "occurredAt", ticket AS "issueId", CASE kind WHEN 'reportIssue' THEN 'CUSTOMER' END AS "raisedBy" FROM calls`;

const told = ({ summary: { seconds: _, ...summary }, report, exitCode }: Run): object => ({
  summary,
  report,
  exitCode,
});

it('counts what an import would, and records nothing', async () => {
  const source = folderOf(SQL);
  const importer: ImportOf = (path) => sourceIn(source, [path]);
  const dataDir = join(scratch(), 'data');
  const file = fileOf('calls.csv', table(HOURS));

  const rehearsed = await run(importer, file, dataDir, { dryRun: true });
  expect(existsSync(dataDir)).toBe(false);
  const imported = await run(importer, file, dataDir);
  expect(told(rehearsed)).toEqual(told(imported));
  expect(imported.summary).toMatchObject({ rowsWritten: 2 * HOURS + 1, refused: 1, bad: 2 });

  const before = storedIn(dataDir);
  // A newer export overlaps with the first one, and says of what was resolved another time.
  const newer = fileOf('calls.csv', table(HOURS + 100));
  const again = await run(importer, newer, dataDir, { dryRun: true });
  expect(storedIn(dataDir).length).toBe(before.length);
  expect(told(again)).toEqual(told(await run(importer, newer, dataDir)));
  expect(again.summary).toMatchObject({ unchanged: HOURS + 1, rowsWritten: 200, refused: HOURS + 1 });
});

it('does so for contacts in the canonical form, too', async () => {
  const row = (type: string, more: object) => JSON.stringify({ type, customerId: 'fox', occurredAt: hour(1), ...more });
  const file = fileOf(
    'rows.ndjson',
    [row('openRelationship', {}), row('recordCheckIn', { note: 'x' }), '{}'].join('\n'),
  );
  const dataDir = scratch();
  const rehearsed = await run(CONTACTS, file, dataDir, { dryRun: true });
  expect(readdirSync(dataDir)).toEqual([]);
  expect(counts(rehearsed)).toEqual(counts(await run(CONTACTS, file, dataDir)));
  expect(counts(rehearsed)).toMatchObject({ rowsWritten: 2, bad: 1 });
});
