import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LIMITS, SourceInvalid } from '#source';
import { fileOf, read, removeScratch, scratch } from './source-of.js';

afterAll(removeScratch);

const SQL = `SELECT 'recordCheckIn' AS type, client AS "customerId", day AS "occurredAt" FROM calls`;
const TABLE = 'client,day\nfox,2026-03-02\n';

function linkToItself(): string {
  const path = join(scratch(), 'calls.csv');
  symlinkSync(path, path);
  return path;
}

function pipe(): string {
  const path = join(scratch(), 'calls.csv');
  execFileSync('mkfifo', [path]);
  return path;
}

it.each([
  ['a packed file that is none', () => fileOf('calls.csv.gz', TABLE), 'cannot be unpacked'],
  [
    'one that breaks off',
    () => fileOf('calls.csv.gz', gzipSync(TABLE.repeat(1000)).subarray(0, 60)),
    'ends in the middle',
  ],
  [
    'one that is made to fill the disk',
    () => fileOf('calls.csv.gz', gzipSync(Buffer.alloc(110e6))),
    'that is no export',
  ],
  ['a link that leads to itself', linkToItself, 'is a link that leads to itself'],
  ['a pipe', pipe, 'is not a file'],
])('%s is refused in a sentence', async (_, file, says) => {
  const refused = read(SQL, [file()]);
  await expect(refused).rejects.toThrow(SourceInvalid);
  await expect(refused).rejects.toThrow(says);
});

it.each([
  ["SELECT * FROM read_csv('/etc/passwd')", 'reads what it was not given'],
  ["SELECT * FROM read_text('/etc/passwd')", 'reads what it was not given'],
  ['DROP VIEW calls', 'single SELECT'],
  ['SELECT 1; SELECT 2', ''],
])('%s is refused', async (sql, says) => {
  const refused = read(sql, [fileOf('calls.csv', TABLE)]);
  await expect(refused).rejects.toThrow(SourceInvalid);
  await expect(refused).rejects.toThrow(says);
});

it('a line of 20 MB is one line that is no row', async () => {
  const { rows, unreadable } = await read(SQL, [fileOf('calls.csv', `${TABLE}${'x'.repeat(20e6)},\n`)]);
  expect(rows).toHaveLength(1);
  expect(unreadable.map(({ line, text }) => [line, text.length])).toEqual([[3, 200]]);
});

it('a NUL in a text, and a column twice, are no harm', async () => {
  const table = 'client,day,client\nf\0x,2026-03-02,other\n';
  const { rows } = await read(SQL.replace('FROM', ', client_1 AS note FROM'), [fileOf('calls.csv', table)]);
  expect(rows.map(({ said }) => [said.customerId, said.note])).toEqual([['f\0x', 'other']]);
});

it('SQL that never ends is stopped', async () => {
  const endless = 'WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM t) SELECT count(*) AS type FROM t';
  const limits = { ...LIMITS, statementMs: 300 };
  await expect(read(endless, [fileOf('calls.csv', TABLE)], { limits })).rejects.toThrow('did not end within');
});

it('a column may have the name of what every object inherits', async () => {
  const sql = `SELECT 'recordCheckIn' AS type, "constructor" AS "customerId", "__proto__" AS "occurredAt" FROM calls`;
  const { rows } = await read(sql, [fileOf('calls.csv', 'constructor,__proto__\nfox,2026-03-02\n')]);
  expect(rows).toHaveLength(1);
});
