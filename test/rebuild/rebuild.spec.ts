import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { abandonRebuild, openDeployment, RebuildRuns, rebuildViews, type StorageSettings } from '#deployment';
import { migrateViews, openSqliteViews, PostgresRebuild } from '#read-models';
import { temporaryFolder } from '../kit/deployment.js';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { until } from '../kit/until.js';
import { checkIn, listed, open, within } from '../damage/on-each-database.js';
import { verified } from '../verify/verified-store.js';

// `rapport rebuild` builds the views beside the old ones and puts them in place in one step.

const CUSTOMERS = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(2, '0')}`);
/** What somebody did to the views; a rebuild mends it. */
const SPOIL = "update relationships set owner = 'nobody', contacts = 99";

let whole: ReturnType<typeof temporaryFolder>;
let folder: ReturnType<typeof temporaryFolder>;
let server: PostgresServer | null;
let storage: StorageSettings;

const never = new AbortController().signal;
const rebuild = (signal = never, reach: Parameters<typeof rebuildViews>[1]['reach'] = () => undefined) =>
  rebuildViews(storage, { signal, reach });

async function spoil(sql = SPOIL): Promise<void> {
  if (storage.viewsUrl === undefined) {
    const db = new Database(join(folder.path, 'views.db'));
    db.exec(sql);
    return void db.close();
  }
  const client = new pg.Client({ connectionString: storage.viewsUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** @returns ends it */
async function holdAsARebuildDoes(): Promise<() => Promise<void>> {
  if (storage.viewsUrl === undefined) {
    const db = openSqliteViews(join(folder.path, 'views-next.db'), { alone: true });
    await migrateViews(db);
    return () => db.destroy();
  }
  const running = await PostgresRebuild.begin(storage.viewsUrl);
  return async () => running?.end();
}

beforeAll(async () => {
  whole = temporaryFolder();
  await within({ dataDir: whole.path }, async (opened) => {
    await open(opened, ...CUSTOMERS);
    await opened.projector.catchUp();
    await opened.relationships.refresh();
  });
});
afterAll(() => whole.remove());

describe.each(['SQLite', 'Postgres'] as const)('views in %s', (kind) => {
  beforeEach(async () => {
    folder = temporaryFolder();
    cpSync(whole.path, folder.path, { recursive: true });
    storage = { dataDir: folder.path };
    server = kind === 'SQLite' ? null : await PostgresServer.shared();
    if (server === null) return;
    storage = { ...storage, viewsUrl: await server.createDatabase(databaseNamed(folder.path)) };
    await within(storage, async (opened) => {
      await opened.projector.catchUp();
      await opened.relationships.refresh();
    });
  });
  afterEach(async () => {
    await server?.dropDatabase(databaseNamed(folder.path));
    folder.remove();
  });

  // What is the same on both databases is tested on one.
  if (kind === 'SQLite')
    it('builds them anew where no server runs, and leaves nothing behind', async () => {
      await spoil();
      expect((await verified(storage)).differences).toHaveLength(1);
      await rebuild();
      expect(await verified(storage)).toMatchObject({ differences: [], leftOut: { pending: 0 } });
      expect(readdirSync(folder.path).filter((name) => /next|ready/.test(name))).toEqual([]);
    });

  it('goes on where it was broken off, at whatever point', async () => {
    await spoil();
    for (const stage of ['project', 'rows', 'replace'] as const) {
      const stopping = new AbortController();
      await rebuild(stopping.signal, (reached) => {
        if (reached === stage) stopping.abort();
      }).catch(() => undefined);
    }
    await rebuild();
    expect((await verified(storage)).differences).toEqual([]);
  });

  it('is refused while another one runs', async () => {
    const end = await holdAsARebuildDoes();
    await expect(rebuild()).rejects.toBeInstanceOf(RebuildRuns);
    await expect(abandonRebuild(storage)).rejects.toBeInstanceOf(RebuildRuns);
    await end();
    await rebuild();
    expect((await verified(storage)).differences).toEqual([]);
  });

  it('can be abandoned where it was broken off', async () => {
    await spoil();
    const stopping = new AbortController();
    const broken = rebuild(stopping.signal, (stage) => {
      if (stage === 'rows') stopping.abort();
    });
    await expect(broken).rejects.toThrow();
    await abandonRebuild(storage);
    expect(existsSync(join(folder.path, 'views-next.db'))).toBe(false);
    await rebuild();
    expect((await verified(storage)).differences).toEqual([]);
  });

  it('takes the place of the views of a server that runs, which goes on recording', async () => {
    const opened = await openDeployment(storage);
    opened.projector.start();
    const taking = setInterval(() => void opened.takeRebuiltViews().catch(() => undefined), 20);
    try {
      await spoil();
      const rebuilding = rebuild();
      let recorded = 0;
      let isDone = false;
      const done = () => (isDone = true);
      rebuilding.then(done, done);
      while (!isDone || recorded < 20) {
        await checkIn(opened, CUSTOMERS[recorded % CUSTOMERS.length] ?? '');
        recorded += 1;
      }
      await rebuilding;
      const head = (await opened.store.head()) ?? 0n;
      await until(() => opened.projector.waitFor(head, 100));
      const contacts = Object.values(await listed(opened));
      expect(contacts).toHaveLength(CUSTOMERS.length);
      expect((await verified(storage)).differences).toEqual([]);
    } finally {
      clearInterval(taking);
      await opened.close();
    }
  }, 60_000);

  if (kind === 'SQLite')
    it('refuses another calendar than that of the views', async () => {
      storage = { ...storage, calendar: { ownDays: ['12-24'] } };
      await expect(rebuild()).rejects.toThrow('CALENDAR is not the one by which the views were made');
    });
});

it('keeps the rights that were given on tables in Postgres', async () => {
  const postgres = await PostgresServer.shared();
  folder = temporaryFolder();
  const name = databaseNamed(folder.path);
  storage = { dataDir: folder.path, viewsUrl: await postgres.createDatabase(name) };
  await within(storage, async (opened) => {
    await open(opened, 'a');
    await opened.projector.catchUp();
  });
  await spoil(`drop role if exists ${name}; create role ${name}; grant select on relationships to ${name}`);
  await rebuild();
  const client = new pg.Client({ connectionString: storage.viewsUrl });
  await client.connect();
  const { rows } = await client.query<{ may: boolean }>(
    `select has_table_privilege('${name}', 'relationships', 'select') as may`,
  );
  await client.query(`drop owned by ${name}; drop role ${name}`);
  await client.end();
  await postgres.dropDatabase(name);
  folder.remove();
  expect(rows).toEqual([{ may: true }]);
});
