import Database from 'better-sqlite3';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreUnavailable } from '../port/event-store.js';
import { isOlder, openConnection } from './connection.js';
import { assertOurs } from './schema.js';

const FULL = 2;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connection-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('syncs every commit, on a new file and on one that exists', () => {
  const path = join(folder, 'log.sqlite');
  for (const _ of ['new', 'existing']) {
    const db = openConnection(path, { readOnly: false });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(FULL);
    db.close();
  }
  // The reason for setting it each time: this is what an existing file opens with.
  const plain = new Database(path);
  expect(plain.pragma('synchronous', { simple: true })).not.toBe(FULL);
  plain.close();
});

it('takes an empty file that another process makes a log while it is looked at', () => {
  const path = join(folder, 'log.db');
  const db = new Database(path);
  db.pragma('journal_mode = wal');
  const pragma = db.pragma.bind(db);
  db.pragma = (source, options) => {
    const found = pragma(source, options);
    if (source === 'application_id') openConnection(path, { readOnly: false }).close();
    return found;
  };
  expect(() => assertOurs(db)).not.toThrow();
  db.close();
});

describe('says what stands where a log should be', () => {
  const path = () => join(folder, 'log.db');
  const opening = (readOnly: boolean) => () => openConnection(path(), { readOnly }).close();

  it('a folder', () => {
    mkdirSync(path());
    for (const readOnly of [true, false])
      expect(opening(readOnly)).toThrow(new StoreUnavailable(`${path()} is a folder; the log must be a file`));
    expect(readdirSync(path())).toEqual([]);
  });

  it('nothing that could be looked at, which SQLite says', () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('circle', join(folder, 'circle'));
    for (const within of ['file', 'circle']) {
      const open = () => openConnection(join(folder, within, 'log.db'), { readOnly: true });
      expect(open).toThrow();
      expect(open).not.toThrow(/, stat '/);
    }
  });

  it('a file that is no database, which is left as it is', () => {
    writeFileSync(path(), 'dear diary\n'.repeat(100));
    for (const readOnly of [true, false])
      expect(opening(readOnly)).toThrow(`${path()} is not an SQLite database, so it is not an event log`);
    expect(readFileSync(path(), 'utf8')).toBe('dear diary\n'.repeat(100));
  });

  it('an empty file, in which a log may be begun but none be read', () => {
    writeFileSync(path(), '');
    expect(opening(true)).toThrow(new StoreUnavailable(`${path()} is empty: it holds no log`));
    opening(false)();
    opening(true)();
  });
});

it.each([
  ['3.51.2', true],
  ['3.50.9', true],
  ['2.99.99', true],
  ['3.51.3', false],
  ['3.51.10', false],
  ['3.52.0', false],
  ['4.0.0', false],
])('takes SQLite %s for too old: %p', (version, older) => {
  expect(isOlder(version)).toBe(older);
});
