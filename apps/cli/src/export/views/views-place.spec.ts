import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../terminal/usage-error.js';
import { putFile, putFolder, staged } from './staged.js';
import { placeFor } from './views-place.js';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rapport-views-')));
  mkdirSync(at('data'));
  mkdirSync(at('there'));
  writeFileSync(at('old.db'), 'before');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const place = (name: string, format: 'sqlite' | 'parquet' = 'sqlite') => placeFor(at(name), format, at('data'));

it.each([
  ['there', 'sqlite', 'it is a folder: name a file, or give --format parquet'],
  ['old.db', 'parquet', 'would be a folder with the ending .db'],
  ['views.parquet', 'sqlite', 'give --format parquet and name a folder'],
  ['views.CSV', 'sqlite', 'would be a SQLite file with the ending .csv'],
  ['views.parquet', 'parquet', 'with --format parquet --out names a folder'],
  ['nowhere/views.db', 'sqlite', /there is no folder .*nowhere$/],
  ['nowhere/views', 'parquet', /there is no folder .*nowhere$/],
  ['old.db/views', 'parquet', /there is no folder .*old.db$/],
  ['data/log.db', 'sqlite', 'it belongs to the deployment that is being copied'],
  ['there/../data/views.db', 'sqlite', 'it belongs to the deployment that is being copied'],
] as const)('refuses %s as %s', (name, format, why) => {
  expect(() => place(name, format)).toThrow(UsageError);
  expect(() => place(name, format)).toThrow(why);
});

it('refuses a file where a folder is wanted, a pipe, a link to nothing, and no name at all', () => {
  writeFileSync(at('plain'), '');
  expect(() => place('plain', 'parquet')).toThrow('it is a file: with --format parquet --out names a folder');
  execFileSync('mkfifo', [at('pipe')]);
  expect(() => place('pipe')).toThrow('it is stdout, a pipe or a device');
  symlinkSync('nothing', at('link'));
  expect(() => place('link')).toThrow('it is a link to something that does not exist');
  symlinkSync('data/keys.db', at('keys'));
  writeFileSync(at('data/keys.db'), 'keys');
  expect(() => place('keys')).toThrow('it belongs to the deployment that is being copied');
  expect(() => placeFor('', 'sqlite', folder)).toThrow('--out is empty');
});

it('replaces the log and the keys of no other folder either', () => {
  for (const name of ['log.db', 'keys.db']) {
    expect(place(`there/${name}`)).toBe(at(`there/${name}`));
    writeFileSync(at(`there/${name}`), 'of another');
    expect(() => place(`there/${name}`)).toThrow('it is the log or the keys of another Rapport');
  }
});

it('takes what is free, what is to be replaced, and what a link leads to', () => {
  expect([place('new.db'), place('old.db'), place('there', 'parquet'), place('new', 'parquet')]).toEqual(
    ['new.db', 'old.db', 'there', 'new'].map(at),
  );
  symlinkSync('old.db', at('link'));
  expect(place('link')).toBe(at('old.db'));
});

it('gives a file its name only when it is whole, and lets two be made at once', async () => {
  chmodSync(at('old.db'), 0o640);
  const before = readdirSync(folder);
  const make = (text: string) => (own: string) => {
    expect(statSync(own).mode & 0o777).toBe(0o700);
    writeFileSync(join(own, 'file'), text);
    expect(readFileSync(at('old.db'), 'utf8')).not.toBe(text);
    return Promise.resolve(putFile(join(own, 'file'), at('old.db')));
  };
  await staged(at('old.db'), async (own) => {
    await staged(at('old.db'), make('inner'));
    await make('outer')(own);
  });
  expect([readFileSync(at('old.db'), 'utf8'), statSync(at('old.db')).mode & 0o777]).toEqual(['outer', 0o640]);
  expect(readdirSync(folder)).toEqual(before);
});

it('leaves nothing behind where it fails, also at the very end', async () => {
  const before = readdirSync(folder);
  const failing = staged(at('new.db'), () => Promise.reject(new Error('in the middle')));
  await expect(failing).rejects.toThrow('in the middle');
  const inVain = staged(at('there'), async (own) => {
    writeFileSync(join(own, 'file'), '');
    putFile(join(own, 'file'), at('there'));
  });
  await expect(inVain).rejects.toThrow(UsageError);
  await expect(staged(at('nowhere/new.db'), () => Promise.resolve())).rejects.toThrow(UsageError);
  expect(readdirSync(folder)).toEqual(before);
});

/** A folder with these files, each of which holds its own name, put at its place. */
const putAll = (place: string, ...names: readonly string[]) =>
  staged(at(place), async (own) => {
    mkdirSync(join(own, 'tables'));
    for (const name of names) writeFileSync(join(own, 'tables', name), name);
    putFolder(join(own, 'tables'), at(place));
  });
const mode = (name: string) => statSync(at(name)).mode & 0o777;

it('makes a folder for its owner alone, or with the modes of the one that it replaces with everything in it', async () => {
  await putAll('tables', 'a.parquet', 'gone.parquet');
  expect([mode('tables'), mode('tables/a.parquet')]).toEqual([0o700, 0o600]);
  chmodSync(at('tables'), 0o750);
  chmodSync(at('tables/a.parquet'), 0o640);
  const before = readdirSync(folder);
  await putAll('tables', 'a.parquet', 'new.parquet');
  expect([mode('tables'), mode('tables/a.parquet'), mode('tables/new.parquet')]).toEqual([0o750, 0o640, 0o600]);
  expect(readdirSync(at('tables'))).toEqual(['a.parquet', 'new.parquet']);
  expect(readdirSync(folder)).toEqual(before);
});

/** Whoever runs as root may give any group; others one that they are of. */
function isGiven(path: string, gid: number): boolean {
  try {
    chownSync(path, statSync(path).uid, gid);
    return true;
  } catch {
    return false;
  }
}

it('gives what it puts in place the group, and the folder its bit for it, as what stood there had', async () => {
  await putAll('tables', 'a.parquet');
  const { gid } = statSync(at('tables'));
  const groups = [gid + 1, ...(process.getgroups?.() ?? [])].filter((each) => each !== gid);
  const other = groups.find((each) => isGiven(at('tables'), each) && isGiven(at('tables/a.parquet'), each)) ?? gid;
  chmodSync(at('tables'), 0o2750);
  chmodSync(at('tables/a.parquet'), 0o640);
  await putAll('tables', 'a.parquet');
  expect(statSync(at('tables'))).toMatchObject({ gid: other });
  expect(statSync(at('tables')).mode & 0o7777).toBe(0o2750);
  expect(statSync(at('tables/a.parquet'))).toMatchObject({ gid: other });
  expect(mode('tables/a.parquet')).toBe(0o640);
});

it('leaves a folder as it was where another cannot take its place', async () => {
  await putAll('tables', 'a.parquet');
  const before = readdirSync(folder);
  const inVain = staged(at('tables'), async (own) => {
    mkdirSync(join(own, 'tables'));
    // The folder into which the old one is put aside is not free.
    writeFileSync(join(own, 'tables-before'), '');
    putFolder(join(own, 'tables'), at('tables'));
  });
  await expect(inVain).rejects.toThrow(UsageError);
  expect([readdirSync(at('tables')), readdirSync(folder)]).toEqual([['a.parquet'], before]);
});
