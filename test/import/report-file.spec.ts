import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { NDJSON } from '../../apps/cli/src/import/counting/report-form.js';
import { runImport } from '../../apps/cli/src/import/counting/run-import.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { CONTACTS, fileOf, removeScratch, scratch } from './imported.js';

afterAll(removeScratch);

const BAD_ROW = '{ "type": "recordCheckIn" }\n';

function importTo(report: string, path = fileOf('rows.ndjson', BAD_ROW), dataDir = scratch()) {
  const { signal } = new AbortController();
  const order = { inputs: [path], report, form: NDJSON, storage: { dataDir }, progress: SILENT, signal };
  return runImport(CONTACTS(path), order);
}

it('is whole, for its owner alone, in place of an older one, with nothing beside it', async () => {
  const folder = scratch();
  const report = join(folder, 'report.ndjson');
  await importTo(report);
  expect((statSync(report).mode & 0o777).toString(8)).toBe('600');
  writeFileSync(report, 'of an earlier run');
  await importTo(report);
  expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ line: 1 });
  expect(readdirSync(folder)).toEqual(['report.ndjson']);
});

it.each([
  ['a folder', (at: string) => mkdirSync(at), 'it is a directory'],
  ['a database', (at: string) => new Database(at).exec('CREATE TABLE t (x)').close(), 'it is a database'],
])('is refused where there is %s, and nothing is recorded', async (_, make, why) => {
  const at = join(scratch(), 'report');
  make(at);
  const dataDir = join(scratch(), 'data');
  await expect(importTo(at, undefined, dataDir)).rejects.toThrow(`${at} cannot be written: ${why}`);
  expect(existsSync(dataDir)).toBe(false);
});

it('is refused where there is no folder for it, and where it is what is imported', async () => {
  await expect(importTo('/nowhere/at/all')).rejects.toThrow('there is no folder /nowhere/at');
  const path = fileOf('rows.ndjson', BAD_ROW);
  await expect(importTo(path, path)).rejects.toThrow('it is the file to import');
  expect(readFileSync(path, 'utf8')).toBe(BAD_ROW);
});

it('leaves nothing behind where the data folder cannot be used', async () => {
  const folder = scratch();
  await expect(importTo(join(folder, 'report'), undefined, fileOf('file', ''))).rejects.toThrow('is not a folder');
  expect(readdirSync(folder)).toEqual([]);
});

const withFullDisk = existsSync('/dev/full') ? it : it.skip;
withFullDisk('says in a sentence that the disk is full', async () => {
  await expect(importTo('/dev/full')).rejects.toThrow('/dev/full could not be written to the end: ENOSPC');
});
