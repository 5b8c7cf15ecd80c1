import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { until } from '../kit/until.js';
import { HEADER, longLog, rowText } from './incident-log.js';
import {
  EXTRACT,
  fileOf,
  INCIDENT_LOG,
  INCIDENTS,
  removeScratch,
  run,
  scratch,
  storedIn,
  viewsIn,
} from './imported.js';
import { rapport } from './rapport.js';

afterAll(removeScratch);

/** How many contacts are on disk, as another process sees it. */
function committed(dataDir: string): number {
  const path = join(dataDir, 'log.db');
  if (!existsSync(path)) return 0;
  try {
    const db = new Database(path, { readonly: true });
    try {
      return (
        db
          .prepare<[], number>(
            "SELECT count(*) FROM events JOIN streams ON streams.key = events.stream WHERE name NOT IN ('models', 'log')",
          )
          .pluck()
          .get() ?? 0
      );
    } finally {
      db.close();
    }
  } catch {
    return 0; // not made yet
  }
}

it('prints a summary that a program can read, and nothing else, on stdout', async () => {
  const { code, stdout, stderr } = await rapport(scratch(), 'import', INCIDENT_LOG, EXTRACT, '--json').ended;
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    rowsRead: 406,
    rowsWritten: 406,
    contactsWritten: 406,
    unchanged: 0,
    refused: 0,
    bad: 0,
    cut: 0,
    seconds: expect.any(Number) as number,
  });
  expect(code).toBe(0);
});

it('names rows that are left out on stderr and in its exit code', async () => {
  const log = fileOf('log.csv', [HEADER, rowText(), 'x,y'].join('\n'));
  const { code, stdout, stderr } = await rapport(scratch(), 'import', INCIDENT_LOG, log).ended;
  expect(stderr).toMatch(/^\S*log\.csv line 3: bad: Expected Number of Columns: 36 Found: 2\n$/);
  expect(stdout).toMatch(
    /^ +4 {2}rows read in .*\n +3 {2}written: 3 contacts\n +0 {2}unchanged.*\n +0 {2}refused.*\n +1 {2}bad/,
  );
  expect(code).toBe(3);
});

it.each([
  [['import', INCIDENT_LOG, '/nowhere/log.csv'], 'there is no file /nowhere/log.csv\n'],
  [['import', 'incidents', 'x.csv'], 'there is no folder incidents: a source is a folder with contacts.sql\n'],
  [['import', 'contacts', '/nowhere/log.csv'], 'there is no file /nowhere/log.csv\n'],
])('ends with 2 where it cannot be used: %j', async (words, message) => {
  expect(await rapport(scratch(), ...words).ended).toEqual({ code: 2, stdout: '', stderr: message });
});

it('goes on after kill -9 as if it had never been killed', async () => {
  const file = fileOf('log.csv', longLog(400));
  const killed = scratch();
  const { child, ended } = rapport(killed, 'import', INCIDENT_LOG, file);
  await until(() => committed(killed) > 0 || child.exitCode !== null);
  child.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  const before = storedIn(killed).length;

  const whole = scratch();
  const [again] = [await run(INCIDENTS, file, killed), await run(INCIDENTS, file, whole)];
  const all = storedIn(whole);
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(all.length);
  expect(again.summary.contactsWritten).toBe(all.length - before);
  expect(storedIn(killed)).toEqual(all);
  expect(viewsIn(killed)).toEqual(viewsIn(whole));
}, 60_000);
