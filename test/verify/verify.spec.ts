import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDeployment, type StorageSettings } from '#deployment';
import { checkIn, open, within } from '../damage/on-each-database.js';
import { rapport } from '../import/rapport.js';
import { temporaryFolder } from '../kit/deployment.js';
import { LAYOUT_FAULTS, OF_LOG_FAULTS, rowFaults, WHOLE_FAULTS } from './faults.js';
import { completeStore, tablesIn, verified } from './verified-store.js';

// `rapport verify` finds what the views say otherwise than the log, and nothing else.

const CUSTOMERS = 10;
let whole: ReturnType<typeof temporaryFolder>;
let folder: ReturnType<typeof temporaryFolder>;
let storage: StorageSettings;

beforeAll(async () => {
  whole = temporaryFolder();
  await completeStore({ dataDir: whole.path }, CUSTOMERS);
});
afterAll(() => whole.remove());
beforeEach(() => {
  folder = temporaryFolder();
  storage = { dataDir: folder.path };
  cpSync(whole.path, folder.path, { recursive: true });
});
afterEach(() => folder.remove());

/** @returns how many rows the statements changed */
function plant(...statements: string[]): number {
  const db = new Database(join(folder.path, 'views.db'));
  const changed = statements.reduce((sum, sql) => sum + db.prepare(sql).run().changes, 0);
  db.close();
  return changed;
}

it('finds nothing where nothing is, compares everything, and leaves nothing behind', async () => {
  const found = await verified(storage);
  expect(found.differences).toEqual([]);
  expect(found).toMatchObject({ relationships: CUSTOMERS, leftOut: { pending: 0, parked: 0 } });
  expect(readdirSync(folder.path).filter((name) => name.startsWith('verify-'))).toEqual([]);
});

it('names customers whose key is lost', async () => {
  const keys = new Database(join(folder.path, 'keys.db'));
  const lost = keys.prepare("delete from keys where customer_id not like char(9) || '%' returning customer_id").pluck();
  const ids = (lost.all() as string[]).sort();
  keys.close();
  const found = await verified(storage);
  expect(found.withoutKey).toEqual({ count: CUSTOMERS, first: ids.slice(0, 5) });
});

it('names each table with a fault', async () => {
  const faults = [...new Map(rowFaults(3).map((fault) => [fault.table, fault])).values(), ...WHOLE_FAULTS];
  const planted = faults.filter(({ sql }) => plant(sql) > 0);
  plant(...LAYOUT_FAULTS.map(({ sql }) => sql));
  const tables = new Set([...planted, ...LAYOUT_FAULTS].map(({ table }) => table));
  expect(tables.size).toBeGreaterThan(10);
  expect(tablesIn(await verified(storage))).toEqual([...tables].sort());
});

it('says which value differs', async () => {
  plant("update relationships set owner = 'nobody' where customer_id = (select min(customer_id) from relationships)");
  const [found] = (await verified(storage)).differences;
  expect(found).toMatchObject({ table: 'relationships', rows: 1 });
  expect(found?.first.says).toMatch(/^owner is "nobody", and ".+" by the log$/);
});

it('does not print names of customers', async () => {
  plant("update relationships set name = 'Jane Doe'");
  expect(JSON.stringify(await verified(storage))).not.toContain('Jane Doe');
});

it.each(OF_LOG_FAULTS)('finds: $sql', async ({ table, sql }) => {
  plant(sql);
  expect(tablesIn(await verified(storage))).toEqual([table]);
});

it('leaves out what is computed when it is asked for, and says so', async () => {
  plant(
    'insert into pending (customer_id) select min(customer_id) from relationships',
    "update relationships set owner = 'nobody' where customer_id in (select customer_id from pending)",
  );
  expect(await verified(storage)).toMatchObject({ differences: [], leftOut: { pending: 1 } });
});

it('leaves out rows of an earlier release, which did not note when they were read, and says so', async () => {
  plant("update relationships set read_at = null, owner = 'nobody'");
  expect(await verified(storage)).toMatchObject({
    differences: [],
    leftOut: { 'of an earlier release': CUSTOMERS },
  });
});

it('runs beside a server that goes on recording', async () => {
  const opened = await openDeployment(storage);
  opened.projector.start();
  try {
    await open(opened, 'another');
    const running = verified(storage);
    for (let each = 0; each < 20; each += 1) await checkIn(opened, 'another');
    expect((await running).differences).toEqual([]);
    expect((await verified(storage)).differences).toEqual([]);
  } finally {
    await opened.close();
  }
});

it('knows what is parked: with reason it differs from nothing, without reason it is named', async () => {
  const UNKNOWN = { id: '00000000-0000-4000-8000-00000000000a', type: 'SongSung', data: {}, metadata: { v: 1 } };
  await within(storage, async (opened) => {
    await open(opened, 'a');
    await opened.store.append('relationship-a', [UNKNOWN], 'any');
    await opened.projector.catchUp();
    await checkIn(opened, 'a');
    await opened.projector.catchUp();
  });
  expect(await verified(storage)).toMatchObject({ differences: [], leftOut: { parked: 1 } });
  plant(
    `insert into parked select position, 'relationship-' || customer_id, customer_id, revision, '', type, 'WAITS', 0
     from contacts where customer_id <> 'a' order by position desc limit 1`,
  );
  expect(tablesIn(await verified(storage))).toEqual(['parked']);
});

it('answers with an exit code, in words or in JSON, and a rebuild mends what it found', async () => {
  plant("update relationships set owner = 'nobody'");
  const found = await rapport(folder.path, 'verify').ended;
  expect(found).toMatchObject({ code: 4, stderr: '' });
  expect(found.stdout).toMatch(/wrong {2}relationships: .* rows; the first is customer_id ".*": owner is "nobody"/);
  expect(await rapport(folder.path, 'rebuild').ended).toMatchObject({ code: 0, stderr: '' });
  const { code, stdout } = await rapport(folder.path, 'verify', '--json').ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ relationships: CUSTOMERS, differences: [] });
});
