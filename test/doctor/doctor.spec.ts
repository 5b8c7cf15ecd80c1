import Database from 'better-sqlite3';
import { chmodSync, copyFileSync, readFileSync, renameSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment, StorageSettings } from '#deployment';
import { examine } from '../../apps/cli/src/doctor/doctor.js';
import type { Finding } from '../../apps/cli/src/doctor/finding.js';
import { checkIn, open, within } from '../damage/on-each-database.js';
import { rapportWith } from '../import/rapport.js';
import { temporaryFolder } from '../kit/deployment.js';

// `rapport doctor` names what is wrong, says what to do, and changes nothing.

let folder: ReturnType<typeof temporaryFolder>;
const path = (name: string) => join(folder.path, name);
const storage = () => ({ dataDir: folder.path, masterKey: { file: path('master.key') } });

beforeEach(async () => {
  folder = temporaryFolder();
  await within(storage(), async (opened) => {
    await open(opened, 'a', 'b');
    await checkIn(opened, 'a');
    await opened.projector.catchUp();
    await opened.relationships.refresh();
  });
});
afterEach(() => folder.remove());

async function findings({
  isQuick = false,
  now = Date.now(),
  settings = storage(),
}: { isQuick?: boolean; now?: number; settings?: StorageSettings } = {}): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const finding of examine(settings, { isQuick, now })) found.push(finding);
  return found;
}

const whatIsWrong = async (options = {}) =>
  (await findings(options))
    .filter(({ status }) => status !== 'ok')
    .map(({ subject, status, says }) => ({ subject, status, says }));

const doctor = (...options: string[]) =>
  rapportWith({ DATA_DIR: folder.path, MASTER_KEY_FILE: path('master.key') }, 'doctor', ...options);

const saying = (subject: string, status: string, says: string): object =>
  expect.objectContaining({ subject, status, says: expect.stringContaining(says) as string }) as object;

/** Changes a database past its owner. */
function change(name: string, ...statements: string[]): void {
  const db = new Database(path(name));
  for (const sql of statements) db.exec(sql);
  db.close();
}

const UNKNOWN = { id: '00000000-0000-4000-8000-00000000000a', type: 'SongSung', data: {}, metadata: { v: 1 } };
const park = (opened: Deployment) =>
  opened.store.append('relationship-a', [UNKNOWN], 'any').then(() => opened.projector.catchUp());

describe('rapport doctor', () => {
  it('finds nothing wrong where nothing is, and looks at everything', async () => {
    const found = await findings();
    expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect([...new Set(found.map(({ subject }) => subject))]).toEqual([
      'settings',
      'disk',
      'files',
      'log',
      'clock',
      'keys',
      'views',
      'parked',
    ]);
    expect(await whatIsWrong({ isQuick: true })).toEqual([]);
  });

  it('changes nothing, and runs beside a server', () =>
    within(storage(), async (opened) => {
      const head = await opened.store.head();
      expect(await whatIsWrong()).toEqual([]);
      await checkIn(opened, 'b');
      expect(await opened.store.head()).toBe((head ?? 0n) + 1n);
      await opened.projector.catchUp();
      expect(await whatIsWrong()).toEqual([]);
    }));

  it('names a damaged event', async () => {
    change('log.db', 'drop trigger events_are_never_changed', "update events set data = '{}' where position = 4");
    expect(await whatIsWrong()).toEqual([saying('log', 'wrong', '1 of 5 events are damaged: the event at position 4')]);
  });

  it('names damaged files, and goes on', async () => {
    truncateSync(path('views.db'), 3 * 4096);
    truncateSync(path('keys.db'), 100);
    const found = await whatIsWrong();
    expect(found).toContainEqual(saying('files', 'wrong', `${path('views.db')} is damaged`));
    expect(found).toContainEqual(saying('files', 'wrong', `${path('keys.db')} is damaged`));
    expect(found).toContainEqual(saying('keys', 'wrong', 'cannot be read as a file of keys'));
  });

  it('says that a file is missing', async () => {
    renameSync(path('keys.db'), path('elsewhere'));
    rmSync(path('views.db'));
    expect(await whatIsWrong()).toEqual([
      saying('keys', 'wrong', `${path('keys.db')} does not exist`),
      saying('views', 'look', 'there are none'),
    ]);
    renameSync(path('elsewhere'), path('keys.db'));
    rmSync(path('log.db'));
    expect(await whatIsWrong()).toEqual([saying('log', 'wrong', `${path('log.db')} does not exist`)]);
  });

  it('says that keys are of another log, and whose are missing', async () => {
    const other = temporaryFolder();
    await within({ dataDir: other.path }, (opened) => open(opened, 'z'));
    copyFileSync(path('keys.db'), path('kept'));
    copyFileSync(join(other.path, 'keys.db'), path('keys.db'));
    expect(await whatIsWrong()).toEqual([saying('keys', 'wrong', 'holds the keys of another log')]);
    copyFileSync(path('kept'), path('keys.db'));
    change('keys.db', "delete from keys where customer_id = 'b'");
    expect(await whatIsWrong()).toEqual([saying('keys', 'wrong', '1 customers with personal data have no key: b')]);
    other.remove();
  });

  it('counts what an earlier release wrote in clear text, by field', async () => {
    await within(storage(), async ({ store, projector }) => {
      const common = { customerId: 'a', occurredAt: '2026-01-01T00:00:00.000Z' };
      const metadata = { v: 1, recordedAt: common.occurredAt, recordedBy: 'x', $correlationId: 'x', fingerprint: 'x' };
      const stored = (last: number, type: string, facts: object, more = {}) => ({
        ...{ id: `00000000-0000-4000-8000-00000000000${last}`, type },
        ...{ data: { ...common, ...facts }, metadata: { ...metadata, ...more } },
      });
      const withAddress = { issueId: 'I', severity: 'MAJOR', raisedBy: 'PROVIDER', service: 'ask ana@acme.com' };
      const events = [
        stored(1, 'SupervisorNotified', { supervisor: 'Sue' }),
        stored(2, 'SupervisorNotified', { supervisor: 'Sue' }, { idempotencyKey: 'sue-7' }),
        stored(3, 'IssueReported', withAddress),
        stored(4, 'RetrospectiveHeld', { actions: [{ actionId: 'A', what: 'Call Sue' }, { actionId: 'B' }] }),
      ];
      await store.append('relationship-a', events, 'any');
      await projector.catchUp();
    });
    const [found, ...others] = await whatIsWrong();
    expect(others).toEqual([]);
    expect(found).toEqual(
      saying(
        'log',
        'look',
        'SupervisorNotified.supervisor (2), SupervisorNotified.idempotencyKey (1), IssueReported.service (1), RetrospectiveHeld.actions.what (1)',
      ),
    );
  });

  it('says that the clock is before the log', async () => {
    const now = Date.now() - 3_600_000;
    expect(await whatIsWrong({ now })).toEqual([saying('clock', 'wrong', 'but the log holds an event of')]);
    expect(await whatIsWrong({ now, isQuick: true })).toEqual([saying('clock', 'wrong', 'but the log holds')]);
  });

  it('says that views are ahead of the log', async () => {
    change('log.db', 'drop trigger events_are_never_deleted', 'delete from events where position = 5');
    expect(await whatIsWrong()).toEqual([saying('views', 'wrong', 'they hold events that the log does not have')]);
  });

  it('says what is parked, and why', async () => {
    await within(storage(), park);
    const [found, ...others] = await findings().then((all) => all.filter(({ status }) => status === 'wrong'));
    expect(others).toEqual([]);
    expect(found).toMatchObject(saying('parked', 'wrong', '1 events: UNKNOWN_TYPE'));
    expect(found?.todo).toContain('rapport parked');
  });

  it('says that keys are not wrapped, and whether the master key is there, the right one, and private', async () => {
    const plain = temporaryFolder();
    const settings = { dataDir: plain.path };
    await within(settings, (opened) => open(opened, 'a'));
    expect(await findings({ settings })).toContainEqual(
      expect.objectContaining({
        status: 'look',
        says: expect.stringContaining('they are not wrapped') as string,
        todo: expect.stringContaining('npx rapport keys wrap') as string,
      }),
    );
    plain.remove();
    expect(await findings({ settings: { dataDir: folder.path } })).toContainEqual(
      saying('keys', 'wrong', 'are wrapped'),
    );
    chmodSync(path('master.key'), 0o644);
    expect(await whatIsWrong()).toEqual([saying('keys', 'look', 'others may read')]);
    rmSync(path('master.key'));
    expect(await whatIsWrong()).toEqual([saying('keys', 'wrong', 'master.key does not exist')]);
  });

  it('says that others may open the keys', async () => {
    chmodSync(path('keys.db'), 0o644);
    expect(await whatIsWrong()).toEqual([saying('files', 'look', `others may open ${path('keys.db')} (mode 644)`)]);
  });

  it('answers with an exit code, in words or in JSON', async () => {
    const well = await doctor().ended;
    expect(well).toMatchObject({ code: 0, stderr: '' });
    expect(well.stdout).toMatch(/^ok +settings.*Nothing is wrong\.\n$/s);
    const before = readFileSync(path('log.db'));
    await within(storage(), park);
    const { code, stdout } = await doctor('--json', '--quick').ended;
    const { wrong, findings: told } = JSON.parse(stdout) as { wrong: number; findings: readonly Finding[] };
    expect({ code, wrong }).toEqual({ code: 4, wrong: 1 });
    expect(told.find(({ status }) => status === 'wrong')?.subject).toBe('parked');
    expect(readFileSync(path('log.db')).length).toBeGreaterThanOrEqual(before.length);
  });
});
