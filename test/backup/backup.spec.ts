import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openDeployment, storageSettings, type Deployment } from '#deployment';
import { SqliteEventStore } from '#event-store';
import { BackupFailed, BackupRefused } from '../../apps/cli/src/backup/backup-refused.js';
import { makeBackup } from '../../apps/cli/src/backup/make-backup.js';
import type { Manifest } from '../../apps/cli/src/backup/manifest.js';
import { restoreBackup, type RestoreTo } from '../../apps/cli/src/backup/restore-backup.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { BY, checkIn, open } from '../damage/on-each-database.js';
import { temporaryFolder } from '../kit/deployment.js';

// `rapport backup` and `rapport restore`, with the store open as a server has it.

const FIRST = Date.UTC(2026, 2, 2, 9);
const MINUTE = 60_000;

let folder: ReturnType<typeof temporaryFolder>;
let now: number;
let served: Deployment;
const at = (name: string) => join(folder.path, name);
const DATA = () => ({ dataDir: at('data') });
const backup = (more: { readonly isQuick?: boolean; readonly to?: string } = {}) =>
  makeBackup({ folder: at(more.to ?? 'backup'), settings: DATA(), now: (now += 1), progress: SILENT, ...more });
const restore = (to?: RestoreTo, name = 'restored') =>
  restoreBackup({ folder: at('backup'), settings: { dataDir: at(name) }, progress: SILENT, ...(to ? { to } : {}) });
const manifest = () => JSON.parse(readFileSync(at('backup/backup.json'), 'utf8')) as Manifest;
const inBackup = () => readdirSync(at('backup')).sort();

/** All values of all events, and of all streams. */
function rowsOf(file: string, upTo = Number.MAX_SAFE_INTEGER): unknown[] {
  const db = new Database(file, { readonly: true });
  try {
    return [
      ...db.prepare('SELECT * FROM events WHERE position <= ? ORDER BY position').all(upTo),
      ...db
        .prepare('SELECT * FROM streams WHERE key IN (SELECT stream FROM events WHERE position <= ?) ORDER BY key')
        .all(upTo),
    ];
  } finally {
    db.close();
  }
}

/** What the lists show after a start. */
async function namesIn(dataDir: string): Promise<Record<string, string>> {
  const { db, projector, relationships, close } = await openDeployment({ dataDir }, () => now);
  try {
    await projector.catchUp();
    await relationships.refresh();
    const rows = await db.selectFrom('relationships').select(['customer_id', 'name']).execute();
    return Object.fromEntries(rows.map((row): [string, string] => [row.customer_id, row.name]));
  } finally {
    await close();
  }
}

beforeEach(async () => {
  folder = temporaryFolder();
  now = FIRST;
  served = await openDeployment(DATA(), { now: () => now, steady: null });
  await open(served, 'a', 'b');
});
afterEach(async () => {
  await served.close();
  folder.remove();
});

describe('a backup', () => {
  it('is what the log holds, row by row, with its keys, while it is open', async () => {
    const summary = await backup();
    const head = Number(await served.store.head());
    expect(summary).toMatchObject({ position: head, newEvents: head, wrong: [], files: ['keys.db', 'access.db'] });
    const restored = await restore();
    expect(restored).toMatchObject({ position: head, leftOut: 0, erased: 0, withoutKey: [] });
    expect(rowsOf(at('restored/log.db'))).toEqual(rowsOf(at('data/log.db')));
    expect(statSync(at('restored/keys.db')).mode & 0o777).toBe(0o600);
    expect(await namesIn(at('restored'))).toEqual({ a: 'Name of a', b: 'Name of b' });
  });

  it('adds to what was there only what is new', async () => {
    await backup();
    const [first] = manifest().segments ?? [];
    const before = statSync(at(`backup/${first?.file}`)).mtimeMs;
    await checkIn(served, 'a');
    expect(await backup()).toMatchObject({ newEvents: 1 });
    expect(await backup()).toMatchObject({ newEvents: 0 });
    expect(manifest().segments).toHaveLength(2);
    expect(statSync(at(`backup/${first?.file}`)).mtimeMs).toBe(before);
    await restore();
    expect(rowsOf(at('restored/log.db'))).toEqual(rowsOf(at('data/log.db')));
  });

  it('made after an erasure leaves no key of that customer, also where it is put back to a time before', async () => {
    await backup();
    const position = Number(await served.store.head());
    await open(served, 'c');
    await served.log.record({ type: 'CustomerErased', input: { customerId: 'a' }, ...BY });
    await backup();
    expect(inBackup().filter((name) => name.startsWith('keys-'))).toHaveLength(1);
    expect(await restore({ position })).toMatchObject({ erased: 1 });
    expect(await namesIn(at('restored'))).toEqual({ a: '[erased]', b: 'Name of b' });
  });

  it('says what the original lacks, and is made all the same', async () => {
    const keys = new Database(at('data/keys.db'));
    keys.exec("DELETE FROM keys WHERE customer_id = 'a'");
    keys.close();
    expect((await backup()).wrong).toEqual([expect.stringContaining('1 customers have no key, the first is a')]);
    expect(await restore()).toMatchObject({ withoutKey: ['a'] });
  });

  it('is not taken up by another log, nor by one that was put back to an earlier time', async () => {
    await backup();
    const other = await openDeployment({ dataDir: at('other') }, () => now);
    await open(other, 'x');
    await other.close();
    const order = { folder: at('backup'), now, progress: SILENT };
    await expect(makeBackup({ ...order, settings: { dataDir: at('other') } })).rejects.toThrow('another log');
    await restore({ position: Number(await served.store.head()) - 1 });
    await expect(makeBackup({ ...order, settings: { dataDir: at('restored') } })).rejects.toThrow('earlier time');
  });

  it('goes into no folder with other files, nor into that of the store', async () => {
    await expect(backup({ to: 'data' })).rejects.toThrow(BackupRefused);
    writeFileSync(at('letter.txt'), '');
    await expect(makeBackup({ folder: folder.path, settings: DATA(), now, progress: SILENT })).rejects.toThrow(
      BackupRefused,
    );
  });
});

describe('a restore', () => {
  it('goes to a position and to a time', async () => {
    now += MINUTE;
    await checkIn(served, 'a');
    const [position, time] = [Number(await served.store.head()), now];
    now += MINUTE;
    await checkIn(served, 'b');
    await backup();
    now += MINUTE;
    await checkIn(served, 'b');
    await backup();
    for (const [name, to] of [
      ['to-position', { position }],
      ['to-time', { time }],
    ] as const) {
      expect(await restore(to, name)).toMatchObject({ position, leftOut: 2 });
      expect(rowsOf(at(`${name}/log.db`))).toEqual(rowsOf(at('data/log.db'), position));
    }
    for (const to of [{ position: 0 }, { position: position + 99 }, { time: FIRST - 1 }])
      await expect(restore(to, 'nowhere')).rejects.toThrow(BackupRefused);
    expect(existsSync(at('nowhere/log.db'))).toBe(false);
  });

  it('goes on from there: what is appended next gets the next position', async () => {
    await backup();
    const position = Number(await served.store.head()) - 1;
    await restore({ position });
    const log = await SqliteEventStore.open(at('restored/log.db'));
    const event = { id: '00000000-0000-4000-8000-00000000000a', type: 'T', data: {}, metadata: {} };
    expect((await log.append('s', [event], 'none')).lastPosition).toBe(BigInt(position + 1));
    await log.close();
  });

  it('overwrites no store', async () => {
    await backup();
    const before = rowsOf(at('data/log.db'));
    await expect(restore(undefined, 'data')).rejects.toThrow(/holds log\.db/);
    expect(rowsOf(at('data/log.db'))).toEqual(before);
  });

  it('puts nothing in place of a backup that is damaged, or was cut short', async () => {
    await backup();
    const { segments, files } = manifest();
    for (const { file } of [...(segments ?? []), ...files]) {
      const kept = readFileSync(at(`backup/${file}`));
      truncateSync(at(`backup/${file}`), kept.length - 4096);
      await expect(restore()).rejects.toThrow(BackupFailed);
      writeFileSync(at(`backup/${file}`), kept);
      appendFileSync(at(`backup/${file}`), 'x');
      await expect(restore()).rejects.toThrow(BackupFailed);
      writeFileSync(at(`backup/${file}`), kept);
    }
    await expect(backup()).resolves.toMatchObject({ newEvents: 0 });
    expect(readdirSync(at('restored'))).toEqual([]);
    expect((await restore()).leftOut).toBe(0);
  });
});

describe('a backup that ends half-way', () => {
  /** Ends the run when the log was read so far, as a full disk does. */
  const fullDisk = {
    ...SILENT,
    begin: () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    },
  };
  const failing = () => makeBackup({ folder: at('backup'), settings: DATA(), now: (now += 1), progress: fullDisk });

  it('is none where there was none', async () => {
    await expect(failing()).rejects.toThrow('no space');
    expect(inBackup()).toEqual([]);
    await expect(restore()).rejects.toThrow('holds no whole backup');
  });

  it('leaves the one before', async () => {
    await backup();
    const before = rowsOf(at('data/log.db'));
    await checkIn(served, 'a');
    await expect(failing()).rejects.toThrow('no space');
    await restore();
    expect(rowsOf(at('restored/log.db'))).toEqual(before);
  });

  it('leaves the one before also where it is killed once all is copied, and the next goes on', async () => {
    await backup();
    const before = inBackup();
    await checkIn(served, 'a');
    const words = ['--conditions=source', '--import', './test/kit/run-typescript.mjs', 'test/backup/killed.ts'];
    const { signal } = spawnSync(process.execPath, [...words, at('data'), at('backup')], { stdio: 'inherit' });
    expect(signal).toBe('SIGKILL');
    expect(inBackup().length).toBeGreaterThan(before.length + 1);
    expect((await restore()).position).toBe(Number(await served.store.head()) - 1);
    rmSync(at('restored'), { recursive: true });
    expect(await backup()).toMatchObject({ newEvents: 1 });
    expect((await restore()).position).toBe(Number(await served.store.head()));
    expect(inBackup()).toHaveLength(before.length + 1);
  });
});

describe('where the log is on a server', () => {
  const onServer = (name: string) =>
    storageSettings({ DATA_DIR: at(name), EVENT_STORE_URL: 'esdb://127.0.0.1:2113?tls=false' });

  it('a backup has the keys and tokens, also those in a journal, and does not ask the server', async () => {
    const made = await makeBackup({ folder: at('backup'), settings: onServer('data'), now, progress: SILENT });
    expect(made).toMatchObject({ position: null, files: ['keys.db', 'access.db'] });
    await expect(restore()).rejects.toThrow('keys and tokens alone');
    await expect(backup()).rejects.toThrow('whose log is on a server');
    await restoreBackup({ folder: at('backup'), settings: onServer('restored'), progress: SILENT });
    const [source, copy] = ['data', 'restored'].map((name) => {
      const db = new Database(at(`${name}/keys.db`), { readonly: true });
      const rows = db.prepare('SELECT * FROM keys').all();
      db.close();
      return rows;
    });
    expect(copy).toEqual(source);
  });

  it('a backup of a log in a file is not put there', async () => {
    await backup();
    const order = { folder: at('backup'), settings: onServer('restored'), progress: SILENT };
    await expect(restoreBackup(order)).rejects.toThrow('EVENT_STORE_URL is set, but the backup holds a log');
  });
});
