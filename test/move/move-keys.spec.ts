// Keys travel in a file of their own, wrapped, and nothing is written where they do not fit.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDeployment, type StorageSettings } from '#deployment';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { exportLog } from '../../apps/cli/src/move/export-log.js';
import { importLog } from '../../apps/cli/src/move/import-log.js';
import { checkKeys, exportKeys } from '../../apps/cli/src/move/move-keys.js';
import { databaseNamed, PostgresServer } from '../kit/postgres.js';
import { kept, removeScratch, scratch } from './logs.js';

const NAME = databaseNamed(import.meta.filename);
const BY = { recordedBy: 'test', correlationId: 'test' };
let from: StorageSettings;
let folder: string;
const file = (name: string) => join(folder, name);
const carrier = () => file('carrier.key');
const order = (storage: StorageSettings, wrappedBy = carrier()) => ({
  storage,
  path: file('log.ndjson'),
  progress: SILENT,
  signal: new AbortController().signal,
  keys: { path: file('keys.ndjson'), wrappedBy },
});

beforeEach(async () => {
  [from, folder] = [{ dataDir: scratch() }, scratch()];
  await filled(from);
});
afterAll(removeScratch);

async function filled(storage: StorageSettings): Promise<void> {
  const { log, close } = await openDeployment(storage);
  for (const customerId of ['a', 'b', 'gone'])
    await log.record({ type: 'RelationshipOpened', input: { customerId, name: `Name of ${customerId}` }, ...BY });
  await log.record({ type: 'CustomerErased', input: { customerId: 'gone' }, ...BY });
  await close();
}

/** The names that an installation reads, by customer. */
async function names(storage: StorageSettings): Promise<Record<string, unknown>> {
  const { log, close } = await openDeployment(storage);
  const read: Record<string, unknown> = {};
  for (const customerId of ['a', 'b', 'gone'])
    for (const contact of (await log.timelineOf(customerId))?.recorded() ?? [])
      read[customerId] ??= (log.opened(contact).data as { readonly name?: string }).name;
  await close();
  return read;
}
const READ = { a: 'Name of a', b: 'Name of b', gone: '[erased]' };

it('goes to Postgres and back with the log, while the source serves and holds keys in its write-ahead file', async () => {
  const server = await PostgresServer.shared();
  await server.dropDatabase(NAME);
  const to: StorageSettings = { dataDir: scratch(), eventStoreUrl: await server.createDatabase(NAME) };
  const serving = await openDeployment(from);
  await serving.log.record({ type: 'CheckInHeld', input: { customerId: 'a', note: 'late' }, ...BY });
  try {
    expect(await exportLog(order(from))).toMatchObject({ isWhole: true, keys: 3 });
  } finally {
    await serving.close();
  }
  expect([carrier(), file('keys.ndjson')].map((each) => statSync(each).mode & 0o777)).toEqual([0o600, 0o600]);
  expect(await importLog(order(to))).toMatchObject({ isWhole: true, keys: 3 });
  // A second run adds nothing.
  expect(await importLog(order(to))).toMatchObject({ isWhole: true, keys: 0 });
  expect(await names(to)).toEqual(READ);

  const back: StorageSettings = { dataDir: scratch(), masterKey: { file: file('master.key') } };
  await exportLog({ ...order(to), path: file('back.ndjson') });
  await importLog({ ...order(back), path: file('back.ndjson') });
  expect(await names(back)).toEqual(READ);
  await server.dropDatabase(NAME);
}, 60_000);

describe('what does not fit is refused before anything is written:', () => {
  let to: StorageSettings;
  const text = () => readFileSync(file('keys.ndjson'), 'utf8');
  beforeEach(async () => {
    to = { dataDir: scratch() };
    await exportLog(order(from));
  });
  const refused = async (says: RegExp, wrappedBy?: string) => {
    await expect(importLog(order(to, wrappedBy))).rejects.toThrow(says);
    expect(['log.db', 'keys.db'].filter((name) => existsSync(join(to.dataDir, name)))).toEqual([]);
  };

  it('a key that was changed, and a file that was cut off', async () => {
    const whole = text();
    writeFileSync(file('keys.ndjson'), whole.replace('"id":"a"', '"id":"z"'));
    await refused(/was changed: its SHA-256/);
    writeFileSync(file('keys.ndjson'), whole.slice(0, whole.indexOf('{"keys":')));
    await refused(/is incomplete: its last line is missing/);
    writeFileSync(file('keys.ndjson'), whole.split('\n').toSpliced(1, 1).join('\n'));
    await refused(/holds 2 keys, but its last line says 3/);
  });

  it('a customer with sealed facts and without a key', async () => {
    const { log, close } = await openDeployment(from);
    await log.record({ type: 'RelationshipOpened', input: { customerId: 'later', name: 'Later' }, ...BY });
    await close();
    const keys = text();
    await exportLog({ ...order(from), path: file('newer.ndjson') });
    writeFileSync(file('keys.ndjson'), keys);
    await expect(importLog({ ...order(to), path: file('newer.ndjson') })).rejects.toThrow(
      /lacks the keys of 1 customers with personal data in the log: later\. Nothing was imported/,
    );
    expect(existsSync(join(to.dataDir, 'log.db'))).toBe(false);
  });

  it('keys of another log', async () => {
    const other = { dataDir: scratch() };
    await filled(other);
    await exportKeys(other, order(other).keys);
    await refused(/holds the keys of another log: nothing was imported/);
  });

  it('another key than the one that wraps them, or none', async () => {
    writeFileSync(file('other.key'), Buffer.alloc(32, 7).toString('base64'));
    await expect(importLog(order(to, file('other.key')))).rejects.toThrow(
      /is wrapped by another key: name it with --wr/,
    );
    await refused(/--wrapped-by .*none\.key does not exist/, file('none.key'));
    await expect(checkKeys(to, { path: file('keys.ndjson') }, null)).rejects.toThrow(/keys only travel wrapped/);
  });

  it('another key of the same customer that is there already', async () => {
    await filled(to);
    const before = await kept(to);
    const checked = await checkKeys(to, order(to).keys, null);
    await expect(checked.take()).rejects.toThrow(/another log|another key of/);
    expect(await kept(to)).toEqual(before);
  });
});

it('holds no key in the clear', async () => {
  await exportKeys(from, order(from).keys);
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(from.dataDir, 'keys.db'), { readonly: true });
  const keys = db.prepare<[], Buffer>('SELECT key FROM keys WHERE key IS NOT NULL').pluck().all();
  db.close();
  expect(keys).toHaveLength(2);
  const carried = readFileSync(file('keys.ndjson'), 'utf8');
  for (const key of keys) expect(carried).not.toContain(key.toString('base64'));
});
