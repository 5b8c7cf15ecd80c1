import { createSecretKey, randomBytes } from 'node:crypto';
import pg from 'pg';
import { temporaryFolder } from '../../../../test/kit/deployment.js';
import { databaseNamed, PostgresServer } from '../../../../test/kit/postgres.js';
import { KeyRing, type KeyRingOptions } from './key-ring.js';
import { PostgresKeys } from './postgres-keys.js';
import { SqliteKeys } from './sqlite-keys.js';
import { isWrapped } from './wrapping.js';

// What is promised of keys, of a file and of Postgres alike.

const NAME = databaseNamed(import.meta.filename);
const newMaster = () => createSecretKey(randomBytes(32));

let folder: ReturnType<typeof temporaryFolder>;
let server: PostgresServer | null = null;
let opened: { close(): void }[] = [];
let url: string;
const onServer: PostgresKeys[] = [];
let used = 0;
let place: 'file' | 'Postgres';

async function table(): Promise<SqliteKeys | PostgresKeys> {
  if (place === 'file') {
    const made = new SqliteKeys(`${folder.path}/keys.db`);
    opened.push(made);
    return made;
  }
  // Each has a thread and connections of its own, so they serve one test after another.
  const made = onServer[used] ?? (await PostgresKeys.open(url));
  onServer[used++] = made;
  return made;
}
const ring = async (options: KeyRingOptions = {}): Promise<KeyRing> => new KeyRing(await table(), options);

async function inDatabase(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.each(['file', 'Postgres'] as const)('keys in a %s', (kind) => {
  beforeAll(async () => {
    place = kind;
    if (kind === 'file') return;
    server = await PostgresServer.shared();
    await server.dropDatabase(NAME);
    url = await server.createDatabase(NAME);
  }, 60_000);
  afterAll(async () => {
    for (const each of onServer) each.close();
    if (kind === 'Postgres') await server?.dropDatabase(NAME);
  });
  beforeEach(async () => {
    folder = temporaryFolder();
    opened = [];
    used = 0;
    if (onServer.length > 0)
      await inDatabase(
        'truncate rapport_keys.keys; update rapport_keys.state set lineage = null, wrapping = null, changes = changes + 1',
      );
  });
  afterEach(() => {
    for (const each of opened) each.close();
    folder.remove();
  });

  it('has one key for each id, found again by whoever opens it', async () => {
    const [one, other] = [await ring(), await ring()];
    expect(one.isEmpty).toBe(true);
    expect([one.keyOf('c'), one.knows('c')]).toEqual([null, false]);
    const key = one.keyFor('c');
    expect(key?.symmetricKeySize).toBe(32);
    expect(other.keyOf('c')?.equals(key!)).toBe(true);
    expect(other.keyFor('c')?.equals(key!)).toBe(true);
    expect(other.keyFor('d')?.equals(key!)).toBe(false);
    expect(one.known(['c', 'x', 'd'])).toEqual(new Set(['c', 'd']));
    expect([one.isEmpty, one.knows('d')]).toEqual([false, true]);
  });

  it('keeps the first where two make a key for one id at once', async () => {
    const [one, other] = [await ring(), await ring()];
    // Neither has looked the keys up after the other made them.
    one.makeAll(['a', 'b']);
    other.makeAll(['b', 'c']);
    for (const id of ['a', 'b', 'c']) expect(one.keyOf(id)?.equals(other.keyOf(id)!)).toBe(true);
  });

  it('destroys a key for everybody, for good', async () => {
    const [one, other] = [await ring(), await ring()];
    one.keyFor('c');
    one.keyFor('d');
    expect(other.keyOf('c')).not.toBeNull();
    one.destroy('c');
    one.destroy('c');
    one.destroy('never had one');
    await until(() => other.keyOf('c') === null);
    for (const each of [one, other, await ring()])
      for (const id of ['c', 'never had one'])
        expect([each.keyOf(id), each.keyFor(id), each.knows(id)]).toEqual([null, null, true]);
    expect(other.keyOf('d')).not.toBeNull();
  });

  it('notes the log once', async () => {
    const [one, other] = [await ring(), await ring()];
    expect(one.lineage).toBeNull();
    one.belongTo('this');
    other.belongTo('another');
    expect([one.lineage, other.lineage]).toEqual(['this', 'this']);
  });

  it('wraps all keys, and later ones; only the master key opens them', async () => {
    const plain = await ring();
    const [key, master] = [plain.keyFor('c'), newMaster()];
    plain.keyFor('gone');
    plain.destroy('gone');
    expect(plain.areWrapped).toBe(false);
    plain.wrapAll(master);
    expect(plain.areWrapped).toBe(true);
    const later = plain.keyFor('later');
    const kept = (await table()).all();
    expect(kept.map(({ id, key }) => [id, key === null ? null : isWrapped(key)])).toEqual([
      ['c', true],
      ['gone', null],
      ['later', true],
    ]);
    const again = await ring({ master });
    expect([again.keyOf('c')?.equals(key!), again.keyOf('later')?.equals(later!)]).toEqual([true, true]);
    await expect(ring()).rejects.toMatchObject({ why: 'MISSING' });
    await expect(ring({ master: newMaster() })).rejects.toMatchObject({ why: 'OTHER' });
  });

  it('takes another master key, while those who have it open go on', async () => {
    const [before, after] = [newMaster(), newMaster()];
    (await ring()).wrapAll(before);
    const serving = await ring({ master: before });
    const key = serving.keyFor('c');
    (await ring({ master: before })).changeMaster(after);
    const later = serving.keyFor('d');
    await expect(ring({ master: before })).rejects.toMatchObject({ why: 'OTHER' });
    const again = await ring({ master: after });
    expect([again.keyOf('c')?.equals(key!), again.keyOf('d')?.equals(later!)]).toEqual([true, true]);
  });

  it('makes no plain key once another process has wrapped them', async () => {
    const [serving, other] = [await ring(), await ring()];
    serving.keyFor('c');
    other.wrapAll(newMaster());
    expect(() => serving.keyFor('d')).toThrow(/wrapped by another process: restart/);
    expect(other.knows('d')).toBe(false);
  });

  it('does not wrap where a key was made since they were read', async () => {
    const one = await table();
    const read = one.all();
    (await ring()).keyFor('c');
    expect(() => one.wrap(null, Buffer.of(1), read)).toThrow(/changed by another process meanwhile/);
    expect(one.wrapping()).toBeNull();
  });

  it('does not take the key of one customer for that of another', async () => {
    const one = await ring();
    one.wrapAll(newMaster());
    one.keyFor('a');
    const rows = await table();
    const [{ key } = { key: null }] = rows.all();
    rows.insert([{ id: 'b', key, madeAt: '' }], true);
    expect(() => one.keyOf('b')).toThrow();
  });
});

it('says that the server of the keys cannot be reached, without its password', async () => {
  const opening = PostgresKeys.open('postgres://nobody:secret@127.0.0.1:9/keys');
  await expect(opening).rejects.toThrow(/^the keys in postgres:\/\/127\.0\.0\.1:9\/keys[^]*ECONNREFUSED/);
  await expect(opening).rejects.not.toThrow(/secret/);
});
