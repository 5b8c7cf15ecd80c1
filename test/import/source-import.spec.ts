import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { CSV } from '../../apps/cli/src/import/counting/report-form.js';
import { runImport } from '../../apps/cli/src/import/counting/run-import.js';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { counts, fileOf, folderOf, removeScratch, run, scratch, storedIn } from './imported.js';

afterAll(removeScratch);

const SQL = `SELECT 'reportIssue' AS type, client AS "customerId", day AS "occurredAt", id AS "issueId", title,
  'CUSTOMER' AS "raisedBy", source_line FROM tickets`;
const table = (...rows: string[]): string => fileOf('tickets.csv', ['client,day,id,title', ...rows].join('\n'));

it('what the source says an id is made of tells what is the same contact', async () => {
  const source = folderOf(SQL, 'id: [type, issueId]');
  const importer = (path: string) => sourceIn(source, [path]);
  const dataDir = scratch();
  const [one, two, three] = ['fox,2026-03-01,T-1,Printer', 'fox,2026-03-02,T-2,Screen', 'owl,2026-03-03,T-3,Mouse'];
  expect(counts(await run(importer, table(one, two), dataDir))).toMatchObject({ rowsWritten: 2, contactsWritten: 3 });
  expect(counts(await run(importer, table(three, two, one), dataDir))).toMatchObject({ rowsWritten: 1, unchanged: 2 });
  const corrected = await run(importer, table('fox,2026-03-01,T-1,Printer on floor 2'), dataDir);
  expect(corrected.report).toEqual([expect.objectContaining({ code: 'IDEMPOTENCY_CONFLICT', line: 2 })]);
});

it('without one, what a row says and how often it is said does', async () => {
  const sql = `SELECT 'recordCheckIn' AS type, client AS "customerId", day AS "occurredAt" FROM tickets`;
  const source = folderOf(sql);
  const importer = (path: string) => sourceIn(source, [path]);
  const dataDir = scratch();
  const twice = table('fox,2026-03-01,,', 'fox,2026-03-01,,');
  expect(counts(await run(importer, twice, dataDir))).toMatchObject({ rowsWritten: 2, contactsWritten: 3 });
  expect(counts(await run(importer, twice, dataDir))).toMatchObject({ rowsWritten: 0, unchanged: 2 });
  expect(storedIn(dataDir)).toHaveLength(3);
});

it('the report is a table with what each row says, and no formula in it is one', async () => {
  const report = join(scratch(), 'left-out.csv');
  const path = table('fox,2026-03-01,T-1,Printer', 'fox,,T-2,=1+1', 'fox,2026-03-03,T-1,Again', 'short');
  const order = { inputs: [path], report, form: CSV, storage: { dataDir: scratch() }, progress: SILENT };
  await runImport(sourceIn(folderOf(SQL), [path]), { ...order, signal: new AbortController().signal });
  const rows: Record<string, string>[] = parse(readFileSync(report), { columns: true });
  expect(rows.map(({ line, row, outcome, code, reason }) => [line, row, outcome, code, reason])).toEqual([
    ['3', '2', 'bad', '', 'it has no time: occurredAt is empty'],
    ['4', '3', 'refused', 'ISSUE_ALREADY_REPORTED', expect.stringContaining('issueId')],
    ['5', '', 'bad', '', expect.stringContaining('Expected Number of Columns')],
  ]);
  expect(rows.map(({ content = '' }) => content)).toEqual([
    expect.stringContaining('"title":"=1+1"'),
    expect.stringContaining('"title":"Again"'),
    'short',
  ]);
});
