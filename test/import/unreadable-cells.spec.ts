import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ContactLog, KeyRing } from '#contact-log';
import { MemoryEventStore } from '#event-store';
import { Tally, type RowProblem } from '#intake';
import { sourceIn } from '../../apps/cli/src/import/source/import-source.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { HEADER, rowText } from './incident-log.js';
import { fileOf, removeScratch } from './imported.js';

afterAll(removeScratch);

/** Every form in which the exports of the fixtures write a time. */
const TIME =
  /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d{4})?)?|\b\d{8}T\d{6}Z?|(?<=DATE:)\d{8}|\d\d\/[A-Z][a-z]{2}\/\d\d \d+:\d\d [AP]M|[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d{4} [\d:]+ [+-]\d{4}|(?<=created_at":)\d{10}/g;

const FIXTURES = 'test/fixtures/sources';

/** The export with every time replaced by `soon-1`, `soon-2`, and so on. */
function spoilt(name: string): readonly string[] {
  let count = 0;
  const mark = (text: string) => {
    const word = `soon-${(count += 1)}`;
    return /^\d{10}$/.test(text) ? `"${word}"` : word;
  };
  const files = globSync(`${FIXTURES}/${name}/*`).filter((file) => !file.endsWith('expected.txt'));
  return files.sort().map((file) => fileOf(basename(file), readFileSync(file, 'utf8').replace(TIME, mark)));
}

async function imported(name: string, files: readonly string[]) {
  const problems: RowProblem[] = [];
  const tally = new Tally((problem) => problems.push(problem));
  const log = new ContactLog(new MemoryEventStore(), new KeyRing(':memory:'));
  const context = { log, tally, memory: null, progress: SILENT, signal: new AbortController().signal, now: Date.now() };
  const pseudonymKey = () => Promise.resolve(Buffer.from('of this test'));
  await sourceIn(join('apps/cli/sources', name), files)({ ...context, pseudonymKey });
  return { problems, summary: tally.summary(0) };
}

/** The times that no contact is made of, such as those of what the customer wrote; of two in one row, the one that is not named. */
const UNUSED: Readonly<Record<string, readonly number[]>> = {
  freshdesk: [2, 3],
  glpi: [2, 3],
  hubspot: [2, 3, 4, 7, 8, 11],
  icalendar: [2, 3],
  intercom: [2, 4],
  'jira-csv': [3],
  'jira-json': [3, 4],
  mail: [],
  salesforce: [6, 7, 9, 11, 12, 13],
  servicenow: [3, 6, 7],
  survey: [3],
  zammad: [1, 3, 4],
  zendesk: [1, 3, 4, 5, 6],
};
const WITH_LINES = ['icalendar', 'jira-csv', 'mail', 'salesforce', 'servicenow', 'survey'];

it('every export of the fixtures is tried', () => {
  const names = globSync(`${FIXTURES}/*`).map((path) => basename(path));
  expect(Object.keys(UNUSED)).toEqual(names.sort());
});

it.each(Object.keys(UNUSED))('%s: a time that cannot be read is named with its column', async (name) => {
  const files = spoilt(name);
  const { problems, summary } = await imported(name, files);
  expect(summary.rowsWritten).toBe(0);
  const named = problems.flatMap(({ reason }) => /^(?:occurredAt|recordedAt)\b.*"soon-(\d+)"/.exec(reason)?.[1] ?? []);
  const all = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/soon-(\d+)/g)].map(([, mark]) => mark));
  expect(all.filter((mark) => !named.includes(mark ?? '')).map(Number)).toEqual(UNUSED[name]);
  if (WITH_LINES.includes(name)) expect(problems.map(({ line }) => line)).not.toContain(null);
});

const SHIPMENTS =
  'ASN/DN #,Country,Project Code,Vendor,Managed By,PQ First Sent to Client Date,PO Sent to Vendor Date,Scheduled Delivery Date,Delivered to Client Date,Delivery Recorded Date\n';
const shipment = (...dates: readonly string[]) =>
  fileOf('usaid_scms.csv', `${SHIPMENTS}A1,Chad,P1,V,M,${dates.join()}\nA2,Chad,P1,V,M,,,2-Jun-06,2-Jun-06,2-Jun-06\n`);
const UNKNOWN = /^2 expectationId: No expectation of this id/;
const shown = (problems: readonly RowProblem[]) => problems.map(({ line, reason }) => `${line} ${reason}`);

it.each([
  ['Pre-PQ Process,Date Not Captured,2-Jun-06,2-Jun-06,2-Jun-06', []],
  ['Pre-PQ Process,soon,2-Jun-06,2-Jun-06,2-Jun-06', [UNKNOWN, /^2 occurredAt: .*"soon"/]],
  ['soon,1-Jun-06,2-Jun-06,2-Jun-06,2-Jun-06', []],
  ['soon,Date Not Captured,2-Jun-06,2-Jun-06,2-Jun-06', [UNKNOWN, /^2 occurredAt: .*"soon"/]],
  [',1-Jun-06,soon,2-Jun-06,2-Jun-06', [/^2 dueAt: .*"soon"/, UNKNOWN]],
  [',1-Jun-06,2-Jun-06,13/12/06,2-Jun-06', [/^2 occurredAt: .*"13\/12\/06"/]],
  [',1-Jun-06,2-Jun-06,2-Jun-06,soon', [/^2 recordedAt is "soon"/]],
])('usaid-scms: of the dates %s what cannot be read is named', async (dates, reasons) => {
  const { problems } = await imported('usaid-scms', [shipment(dates)]);
  expect(shown(problems)).toEqual(reasons.map((reason) => expect.stringMatching(reason) as string));
});

it('bitcoin-otc: a cell that is no number is named, and the other lines are read', async () => {
  const file = fileOf('bitcoin_otc.csv', '6,2,4,1289241912\n6,5,many,1289241942\n1,15,1,soon\n');
  const { problems, summary } = await imported('bitcoin-otc', [file]);
  expect(shown(problems)).toEqual([
    expect.stringMatching(/^2 .*column "rating".*"many"/),
    expect.stringMatching(/^3 .*column "time".*"soon"/),
  ]);
  expect(summary).toMatchObject({ rowsWritten: 2, bad: 2 });
});

it('incident-log: a count that is no number, and an answer that is neither true nor false, are named', async () => {
  const row = rowText({ state: 'Closed', updated: '5/3/2016 12:00' });
  const lines = [row, row.replace(/,0,0,0,true,/, ',0,few,0,true,'), row.replace(/,true,7,/, ',perhaps,7,')];
  const { problems } = await imported('incident-log', [fileOf('log.csv', [HEADER, ...lines].join('\n'))]);
  expect(shown(problems)).toEqual([
    expect.stringMatching(/^3 .*column "reopen_count".*"few"/),
    expect.stringMatching(/^4 .*column "made_sla".*"perhaps"/),
  ]);
});

it('incident-log: a caller whose only incident has no time of opening is still opened, by the next time', async () => {
  const lines = [rowText({ opened: 'soon' }), rowText({ modified: 1, state: 'Closed', updated: '5/3/2016 12:00' })];
  const { problems, summary } = await imported('incident-log', [fileOf('log.csv', [HEADER, ...lines].join('\n'))]);
  expect(shown(problems).filter((each) => each.includes('"soon"'))).toHaveLength(2);
  expect(summary.rowsWritten).toBeGreaterThan(0);
});

it('survey: an answer that is no number is named, and never an answer without a value', async () => {
  const file = fileOf('answers.csv', 'email,survey,score,answered\na@one.example.com,nps,many,2026-03-10 12:00\n');
  const { problems, summary } = await imported('survey', [file]);
  expect(shown(problems)).toEqual([expect.stringMatching(/^2 value: .*"many"/)]);
  expect(summary.rowsWritten).toBe(0);
});
