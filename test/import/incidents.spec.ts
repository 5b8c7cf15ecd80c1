import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDeployment } from '#deployment';
import type { Progress } from '../../apps/cli/src/terminal/progress.js';
import { SourceInvalid } from '#source';
import { HEADER, logText, longLog, rowText } from './incident-log.js';
import { counts, EXTRACT, fileOf, INCIDENTS, removeScratch, run, scratch, storedIn, viewsIn } from './imported.js';

afterAll(removeScratch);

const EXTRACT_COUNTS = {
  ...{ rowsRead: 406, rowsWritten: 406, contactsWritten: 406 },
  ...{ unchanged: 0, refused: 0, bad: 0, cut: 0 },
};

describe('the extract of the published log', () => {
  const dataDir = scratch();
  const imported = run(INCIDENTS, EXTRACT, dataDir);

  it('becomes contacts, every row counted once', async () => {
    const result = await imported;
    expect(counts(result)).toEqual(EXTRACT_COUNTS);
    expect(result.exitCode).toBe(0);
    expect(result.problems).toEqual([]);
    const types = Object.groupBy(storedIn(dataDir), ({ type }) => type);
    expect(Object.fromEntries(Object.entries(types).map(([type, events]) => [type, events?.length]))).toEqual({
      RelationshipOpened: 7,
      IssueReported: 67,
      ExpectationSet: 67,
      IssueHandedOver: 33,
      StatusUpdateGiven: 92,
      SurpriseDelayOccurred: 6,
      IssueResolved: 67,
      ExpectationSettled: 67,
    });
  });

  it('is in the views', async () => {
    await imported;
    expect(viewsIn(dataDir)).toHaveLength(7);
    expect(viewsIn(dataDir)[0]).toMatchObject({ customer_id: 'caller-1905', name: 'Caller 1905' });
  });

  it('adds nothing when imported again', async () => {
    await imported;
    const before = storedIn(dataDir);
    const again = await run(INCIDENTS, EXTRACT, dataDir);
    expect(counts(again)).toEqual({ ...EXTRACT_COUNTS, rowsWritten: 0, contactsWritten: 0, unchanged: 406 });
    expect(storedIn(dataDir)).toEqual(before);
  });

  it('says the same when packed', async () => {
    await imported;
    const packed = scratch();
    const result = await run(INCIDENTS, fileOf('log.CSV.gz', gzipSync(readFileSync(EXTRACT))), packed);
    expect(counts(result)).toEqual(EXTRACT_COUNTS);
    expect(storedIn(packed)).toEqual(storedIn(dataDir));
  });

  it('says the same of each incident when its rows are scattered over the file', async () => {
    await imported;
    const [header = '', ...rows] = readFileSync(EXTRACT, 'utf8').trim().split('\n');
    const scattered = scratch();
    const text = [header, ...rows.toReversed()].join('\n');
    expect(counts(await run(INCIDENTS, fileOf('log.csv', text), scattered))).toEqual(EXTRACT_COUNTS);
    const facts = (folder: string) => storedIn(folder).map(({ stream, type, data }) => `${stream} ${type} ${data}`);
    expect(facts(scattered).sort()).toEqual(facts(dataDir).sort());
  });
});

function folderNamedLog(): string {
  const path = join(scratch(), 'log.csv');
  mkdirSync(path);
  return path;
}

it('names each bad row with its line and what it says, and each line that is no row', async () => {
  const rows = [
    rowText(),
    rowText({ number: '0000002', caller: '?' }),
    'x,y',
    rowText({ modified: 2, state: 'Closed', updated: '31/2/2016 09:00' }),
    '',
  ];
  const result = await run(INCIDENTS, fileOf('log.csv', [HEADER, ...rows].join('\n')), scratch());
  expect(counts(result)).toMatchObject({
    rowsRead: 6,
    rowsWritten: 3,
    contactsWritten: 3,
    unchanged: 0,
    refused: 2,
    bad: 1,
  });
  expect(result.exitCode).toBe(3);
  const reason = expect.stringMatching(/^occurredAt: .*31\/2\/2016 09:00/) as string;
  expect(result.report).toEqual([
    expect.objectContaining({ line: 4, row: 3, outcome: 'refused', reason }),
    expect.objectContaining({ line: 4, row: 4, outcome: 'refused', reason }),
    expect.objectContaining({ line: 4, outcome: 'bad', content: 'x,y' }),
  ]);
  expect(result.problems[0]).toMatch(/^row 3 \(line 4\): refused: .*occurredAt: .*31\/2\/2016 09:00/);
  expect(result.problems[2]).toMatch(/log\.csv line 4: bad: Expected Number of Columns: 36 Found: 2$/);
});

it('shows the first problems and says how many more there are', async () => {
  const rows = Array.from({ length: 25 }, () => 'x,y');
  const result = await run(INCIDENTS, fileOf('log.csv', [HEADER, rowText(), ...rows].join('\n')), scratch());
  expect(result.report).toHaveLength(25);
  expect(result.problems).toHaveLength(21);
  expect(result.problems.at(-1)).toMatch(/^and 5 more: all are in .*report.ndjson$/);
});

it('counts a row once when one of its contacts is refused, and says why', async () => {
  const dataDir = scratch();
  await run(INCIDENTS, fileOf('log.csv', logText({}, { modified: 1, state: 'Closed' })), dataDir);
  // A later log in which the incident was closed at another time and had been handed over before.
  const later = logText(
    {},
    { modified: 1, reassigned: 1 },
    { modified: 2, reassigned: 1, state: 'Closed', updated: '9/3/2016 09:00' },
  );
  const result = await run(INCIDENTS, fileOf('log.csv', later), dataDir);
  expect(counts(result)).toMatchObject({
    rowsRead: 6,
    rowsWritten: 0,
    contactsWritten: 0,
    unchanged: 3,
    refused: 3,
    bad: 0,
  });
  expect(result.report).toEqual([
    expect.objectContaining({ line: 3, outcome: 'refused', code: 'ISSUE_ALREADY_RESOLVED' }),
    expect.objectContaining({ line: 4, outcome: 'refused', code: 'ISSUE_ALREADY_RESOLVED' }),
    expect.objectContaining({ line: 4, outcome: 'refused', code: 'EXPECTATION_CLOSED' }),
  ]);
  expect(result.exitCode).toBe(3);
});

it('opens a relationship when the first incident of the file began, not the first it comes to', async () => {
  const dataDir = scratch();
  const log = logText({ number: '1', opened: '5/3/2016 09:00', updated: '5/3/2016 09:00' }, { number: '2' });
  expect(counts(await run(INCIDENTS, fileOf('log.csv', log), dataDir))).toMatchObject({
    contactsWritten: 5,
    refused: 0,
  });
  expect(viewsIn(dataDir)).toEqual([expect.objectContaining({ opened_at: Date.UTC(2016, 2, 1, 9) })]);
});

it('leaves a relationship as it is that was opened before', async () => {
  const dataDir = scratch();
  const deployment = await openDeployment({ dataDir });
  const input = { customerId: 'caller-7', name: 'Seventh Heaven', occurredAt: '2015-01-01T00:00:00Z' };
  await deployment.log.record({ type: 'RelationshipOpened', input, recordedBy: 'me', correlationId: 'c' });
  await deployment.close();
  const result = await run(INCIDENTS, fileOf('log.csv', logText({})), dataDir);
  expect(counts(result)).toMatchObject({ rowsWritten: 2, contactsWritten: 2, refused: 0 });
  expect(viewsIn(dataDir)).toEqual([expect.objectContaining({ name: 'Seventh Heaven' })]);
});

it('takes an incident that an earlier release imported for the same', async () => {
  const dataDir = scratch();
  const deployment = await openDeployment({ dataDir });
  const said = { recordedBy: 'import:incidents', correlationId: 'INC0000001', recordedAt: Date.UTC(2016, 2, 1, 9) };
  const at = { customerId: 'caller-7', occurredAt: '2016-03-01T09:00:00.000Z' };
  const issue = { issueId: 'INC0000001', raisedBy: 'CUSTOMER', severity: 'NORMAL', channel: 'PHONE' };
  const named = { title: 'Category 55, subcategory 170', service: 'Category 55' };
  const promise = { expectationId: 'INC0000001-target', issueId: 'INC0000001', what: 'Resolved within the target' };
  const keyed = (type: string, facts: object) => ({
    ...said,
    type,
    input: { ...at, idempotencyKey: `incident:0000001:0:${type}`, ...facts },
  });
  await deployment.log.recordAll([
    keyed('RelationshipOpened', { name: 'Caller 7' }),
    keyed('IssueReported', { ...issue, ...named }),
    keyed('ExpectationSet', promise),
  ]);
  await deployment.close();
  const before = storedIn(dataDir);
  expect(before.map(({ data }) => data).join()).not.toContain('wordsTracked');
  expect(counts(await run(INCIDENTS, fileOf('log.csv', logText({})), dataDir))).toMatchObject({
    unchanged: 3,
    refused: 0,
  });
  expect(storedIn(dataDir)).toEqual(before);
});

it('goes on after an interruption as if there had been none', async () => {
  const file = fileOf('log.csv', longLog(600));
  const whole = scratch();
  await run(INCIDENTS, file, whole);

  const stopped = scratch();
  const stopping = new AbortController();
  let recording = false;
  const progress: Progress = {
    begin: (stage) => (recording = stage === 'Recording'),
    reach: () => recording && stopping.abort(),
    end: () => {},
  };
  const first = await run(INCIDENTS, file, stopped, { progress, signal: stopping.signal });
  expect(first.exitCode).toBe(130);
  const then = await run(INCIDENTS, file, stopped);
  expect(first.summary.contactsWritten).toBeGreaterThan(0);
  expect(then.summary.contactsWritten).toBeGreaterThan(0);
  expect(first.summary.contactsWritten + then.summary.contactsWritten).toBe(storedIn(whole).length);
  expect(storedIn(stopped)).toEqual(storedIn(whole));
  expect(viewsIn(stopped)).toEqual(viewsIn(whole));
});

it.each([
  ['there is no file', () => '/nowhere/log.csv'],
  ['ends in none of .csv, ', () => fileOf('log.pdf', HEADER)],
  ['is empty', () => fileOf('log.csv', '')],
  ['holds nothing but white space', () => fileOf('log.csv', '\n \n')],
  ['is not a file', folderNamedLog],
  ['has no column reassignment_count; it has a, b', () => fileOf('log.csv', 'a,b\n1,2\n')],
  ['is not UTF-8: byte 1 ', () => fileOf('log.csv', Buffer.from([0x89, 0x50, 0xff, 0]))],
  ['cannot be unpacked', () => fileOf('log.csv.gz', HEADER)],
  ['ends in the middle', () => fileOf('log.csv.gz', gzipSync(readFileSync(EXTRACT)).subarray(0, 5000))],
])('records nothing from a file of which it must say: %s', async (reason, path) => {
  const dataDir = scratch();
  const refused = run(INCIDENTS, path(), dataDir);
  await expect(refused).rejects.toThrow(SourceInvalid);
  await expect(refused).rejects.toThrow(reason);
});
