import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { openDeployment, type Deployment, type StorageSettings } from '#deployment';
import { Projector } from '#read-models';
import { exported, imported } from '../move/logs.js';
import { temporaryFolder } from '../kit/deployment.js';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { until } from '../kit/until.js';
import { startStandIn } from '../kurrentdb/stand-in.js';

// Views whose log is another one than that from which they were made: lists must not show contacts that it does not have,
// and must show every contact that it has.

const BY = { recordedBy: 'test', correlationId: 'test' };

let folder: ReturnType<typeof temporaryFolder>;
let other: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  other = temporaryFolder();
});
afterEach(() => {
  folder.remove();
  other.remove();
});
const path = (name: string) => join(folder.path, name);

async function within<T>(storage: StorageSettings, act: (opened: Deployment) => Promise<T>): Promise<T> {
  const opened = await openDeployment(storage);
  try {
    return await act(opened);
  } finally {
    await opened.close();
  }
}

const openEach = (storage: StorageSettings, ...customerIds: string[]) =>
  within(storage, async ({ log, projector }) => {
    for (const customerId of customerIds)
      await log.record({ type: 'RelationshipOpened', input: { customerId, name: `Name of ${customerId}` }, ...BY });
    await projector.catchUp();
  });

const listedAtStart = (storage: StorageSettings) =>
  within(storage, async ({ views, projector, viewsRebuilt }) => {
    await projector.catchUp();
    const { rows } = await views.relationships({ first: 200, now: Date.now() });
    return { names: rows.map(({ row }) => row.name).sort(), viewsRebuilt };
  });

const ENDS = ['', '-wal', '-shm'];

/** Puts the log and the keys of a folder in the place of those of this one, as an operator does with a backup. */
function put(dataDir: string): void {
  for (const name of ['log.db', 'keys.db']) {
    for (const end of ENDS) rmSync(path(`${name}${end}`), { force: true });
    copyFileSync(join(dataDir, name), path(name));
  }
}

/** Another folder with a copy of log and keys. */
function copied(): string {
  for (const name of ['log.db', 'keys.db']) copyFileSync(path(name), join(other.path, name));
  return other.path;
}

describe.each(['SQLite', 'Postgres'])('views on %s', (kind) => {
  let server: PostgresServer | null = null;
  let storage: StorageSettings;
  beforeEach(async () => {
    storage = { dataDir: folder.path };
    if (kind === 'SQLite') return;
    server = await PostgresServer.shared();
    storage = { ...storage, viewsUrl: await server.createDatabase(databaseNamed(folder.path)) };
  });
  afterEach(() => server?.dropDatabase(databaseNamed(folder.path)));

  it('are left alone while the log only grows', async () => {
    await openEach(storage, 'a');
    await openEach(storage, 'b');
    expect(await listedAtStart(storage)).toEqual({ names: ['Name of a', 'Name of b'], viewsRebuilt: null });
  });

  it('are rebuilt when an older log was put back', async () => {
    await openEach(storage, 'a');
    const backup = copied();
    await openEach(storage, 'ghost');
    put(backup);
    expect(await listedAtStart(storage)).toEqual({ names: ['Name of a'], viewsRebuilt: 'ahead' });
  });

  it('count no promises of a customer whom the log that was put back does not have', async () => {
    await openEach(storage, 'a');
    const backup = copied();
    const answered = ({ db }: Deployment) =>
      Promise.all([
        db.selectFrom('promises_answered').select('customer_id').execute(),
        db.selectFrom('answers_by_week').select('kept').execute(),
      ]);
    await openEach(storage, 'ghost');
    const before = await within(storage, async (opened) => {
      const input = { customerId: 'ghost', expectationId: 'E' };
      for (const [type, facts] of [
        ['ExpectationSet', { dueAt: '2100-01-01T00:00:00Z' }],
        ['ExpectationMet', {}],
      ] as const)
        await opened.log.record({ type, input: { ...input, ...facts }, ...BY });
      await opened.projector.catchUp();
      await opened.relationships.refresh();
      return answered(opened);
    });
    expect(before).toEqual([[{ customer_id: 'ghost' }], [{ kept: 1 }]]);
    put(backup);
    expect(await within(storage, answered)).toEqual([[], []]);
  });

  it('are rebuilt when an older log was put back that has grown past them elsewhere', async () => {
    await openEach(storage, 'a');
    const backup = copied();
    await openEach(storage, 'ghost');
    await openEach({ dataDir: backup }, 'b', 'c', 'd');
    put(backup);
    const names = ['a', 'b', 'c', 'd'].map((each) => `Name of ${each}`);
    expect(await listedAtStart(storage)).toEqual({ names, viewsRebuilt: 'ahead' });
  });

  it('are rebuilt when the same log was imported anew', async () => {
    await openEach(storage, 'a', 'b');
    await exported(storage, path('log.ndjson'));
    const backup = copied();
    rmSync(join(backup, 'log.db'));
    await imported({ dataDir: backup }, path('log.ndjson'));
    put(backup);
    const names = ['Name of a', 'Name of b'];
    expect(await listedAtStart(storage)).toEqual({ names, viewsRebuilt: 'another place' });
    expect(await listedAtStart(storage)).toEqual({ names, viewsRebuilt: null });
  });

  it('are rebuilt when the log was moved to a server', async () => {
    const standIn = await startStandIn();
    await openEach(storage, 'a', 'b');
    await exported(storage, path('log.ndjson'));
    const onServer = { ...storage, eventStoreUrl: standIn.url };
    await imported({ dataDir: other.path, eventStoreUrl: standIn.url }, path('log.ndjson'));
    expect(await listedAtStart(onServer)).toEqual({
      names: ['Name of a', 'Name of b'],
      viewsRebuilt: 'another place',
    });
    await standIn.stop();
  });

  it('of another log are rebuilt in the data folder, and on a server are left to that log', async () => {
    await openEach(storage, 'a');
    await openEach({ dataDir: other.path }, 'x');
    put(other.path);
    if (kind === 'SQLite')
      expect(await listedAtStart(storage)).toEqual({ names: ['Name of x'], viewsRebuilt: 'another log' });
    else
      await expect(listedAtStart(storage)).rejects.toThrow(/VIEWS_URL names a database with the views of another log/);
  });

  it('stay as they are, and are said to be of no use, when the log changes under a running server', async () => {
    await openEach(storage, 'a');
    await within(storage, async ({ store, db, relationships, models }) => {
      await sql`update of_log set id = 'of an event that the log does not have'`.execute(db);
      const projector = new Projector(store, db, relationships, models);
      projector.start();
      await until(() => projector.stuckOn !== null);
      expect(projector.stuckOn).toBe('views ahead of the log');
      await projector.stop();
    });
    expect(await listedAtStart(storage)).toEqual({ names: ['Name of a'], viewsRebuilt: 'ahead' });
  });
});

it('views of an earlier release, which do not know their log, are taken if they fit, and rebuilt if not', async () => {
  const storage = { dataDir: folder.path };
  const forget = () => {
    const views = new Database(path('views.db'));
    views.exec('delete from of_log');
    views.close();
  };
  await openEach(storage, 'a');
  const backup = copied();
  forget();
  expect(await listedAtStart(storage)).toEqual({ names: ['Name of a'], viewsRebuilt: null });
  await openEach(storage, 'ghost');
  forget();
  put(backup);
  expect(await listedAtStart(storage)).toEqual({ names: ['Name of a'], viewsRebuilt: 'ahead' });
});
