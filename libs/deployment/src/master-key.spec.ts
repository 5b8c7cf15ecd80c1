import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { openDeployment } from './deployment.js';
import { readMasterKey } from './master-key.js';
import { rotateMasterKey, wrapKeys } from './open-keys.js';
import type { StorageSettings } from './settings/storage-settings.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

const path = (name: string) => join(folder.path, name);
const settings = (more: Partial<StorageSettings> = {}): StorageSettings => ({ dataDir: path('data'), ...more });
const wrapped = (file = path('secret/master.key')) => settings({ masterKey: { file } });

/** Starts, opens a relationship if there is none, and says its name. */
async function started(storage: StorageSettings): Promise<string | undefined> {
  const { log, close } = await openDeployment(storage);
  try {
    const opening = { type: 'RelationshipOpened', recordedBy: 'test', correlationId: 'test' };
    if ((await log.timelineOf('a')) === null) await log.record({ ...opening, input: { customerId: 'a', name: 'Ann' } });
    const [contact] = [...((await log.timelineOf('a'))?.recorded() ?? [])];
    return (log.opened(contact!).data as { readonly name?: string }).name;
  } finally {
    await close();
  }
}

it('is made with the first keys, for its owner only, and opens them from then on', async () => {
  expect(await started(wrapped())).toBe('Ann');
  const file = path('secret/master.key');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).toMatch(/^[\w+/]{43}=\n$/);
  expect(await started(wrapped())).toBe('Ann');
  const command = `cat '${file}'`;
  expect(await started(settings({ masterKey: { command } }))).toBe('Ann');
});

it('that is missing or another refuses the start, before anything is written', async () => {
  await started(wrapped());
  const kept = () => ['keys.db', 'log.db'].map((name) => readFileSync(path(`data/${name}`)));
  const before = kept();
  copyFileSync(path('secret/master.key'), path('right'));
  await expect(started(settings())).rejects.toThrow(/keys\.db are wrapped by a master key: set MASTER_KEY_FILE/);
  rmSync(path('secret/master.key'));
  await expect(started(wrapped())).rejects.toThrow(/MASTER_KEY_FILE .*master\.key does not exist, but .* Put it back/);
  expect(existsSync(path('secret/master.key'))).toBe(false);
  writeFileSync(path('secret/master.key'), Buffer.alloc(32, 1).toString('base64'));
  await expect(started(wrapped())).rejects.toThrow(/is not the master key that wraps the keys in .*keys\.db/);
  writeFileSync(path('secret/master.key'), 'too short');
  await expect(started(wrapped())).rejects.toThrow(ConfigurationInvalid);
  await expect(started(wrapped())).rejects.toThrow(/32 bytes in base64 or in hex are wanted, it holds 9 characters/);
  expect(kept()).toEqual(before);
  copyFileSync(path('right'), path('secret/master.key'));
  expect(await started(wrapped())).toBe('Ann');
});

it('is not made where the log has lost its keys', async () => {
  await started(settings());
  rmSync(path('data/keys.db'));
  await expect(started(wrapped())).rejects.toThrow(/keys\.db is missing/);
  expect(existsSync(path('secret/master.key'))).toBe(false);
});

it('wraps the keys of an earlier release when told to, and none of them is left plain in the file', async () => {
  await started(settings());
  expect(await started(wrapped())).toBe('Ann');
  expect(existsSync(path('secret/master.key'))).toBe(false);
  const plain = await keyIn(path('data/keys.db'));
  expect(await wrapKeys(wrapped())).toBe(true);
  expect(await wrapKeys(wrapped())).toBe(false);
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(path(`data/keys.db${end}`)))
      expect(readFileSync(path(`data/keys.db${end}`)).includes(plain)).toBe(false);
  expect(await started(wrapped())).toBe('Ann');
  await expect(started(settings())).rejects.toThrow(/are wrapped by a master key/);
});

it('is replaced by another one', async () => {
  await expect(rotateMasterKey(settings(), { file: path('new') })).rejects.toThrow();
  await started(wrapped());
  await rotateMasterKey(wrapped(), { file: path('new') });
  expect(await started(wrapped(path('new')))).toBe('Ann');
  await expect(started(wrapped())).rejects.toThrow(/is not the master key/);
});

it.each([
  ['exit 3', /ended with 3\./],
  ['echo denied >&2; echo secret; exit 1', /ended with 1 and said: denied\./],
  ['kill -9 $$', /ended with SIGKILL\./],
  ['cat', /prints does not hold a master key: .*it holds 0 characters/],
  [
    'while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done',
    /prints more than 64 KB\./,
  ],
  ['echo not a key', /what MASTER_KEY_COMMAND prints does not hold a master key/],
])('of a command `%s` is refused with a sentence', async (command, says) => {
  const reading = readMasterKey({ command });
  await expect(reading).rejects.toThrow(ConfigurationInvalid);
  await expect(reading).rejects.toThrow(says);
  await expect(reading).rejects.not.toThrow(/secret/);
});

it('may be in hex, and its file may not be readable', async () => {
  writeFileSync(path('hex'), 'AB'.repeat(32));
  expect((await readMasterKey({ file: path('hex') })).export()).toEqual(Buffer.alloc(32, 0xab));
  writeFileSync(path('none'), '');
  chmodSync(path('none'), 0o000);
  await expect(readMasterKey({ file: path('none') })).rejects.toThrow(ConfigurationInvalid);
});

async function keyIn(file: string): Promise<Buffer> {
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], Buffer>("SELECT key FROM keys WHERE customer_id = 'a'").pluck().get()!;
  } finally {
    db.close();
  }
}
