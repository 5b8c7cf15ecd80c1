import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
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
import { text } from 'node:stream/consumers';
import Database from 'better-sqlite3';
import { assertWritable, makeFolder, writeReport } from './report-file.js';
import { UsageError } from '../terminal/usage-error.js';
import { isStdout, openOutput } from './open-output.js';
import { OutputFailed } from './output-failed.js';

let folder: string;
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'rapport-output-')))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const modeOf = (name: string) => (statSync(at(name)).mode & 0o777).toString(8);
const put = async (name: string, some: string) => {
  const output = openOutput(at(name));
  await output.write(some);
  await output.close();
};

describe('a file', () => {
  it('has its name when it is whole, for its owner alone, and nothing is beside it', async () => {
    const output = openOutput(at('new.csv'));
    await output.write('one,');
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^new\.csv\..*\.partial$/)]);
    await output.write(Buffer.from('two'));
    await output.close();
    expect([readdirSync(folder), read('new.csv'), modeOf('new.csv')]).toEqual([['new.csv'], 'one,two', '600']);
  });

  it('keeps what it held, and its mode, until another is whole', async () => {
    writeFileSync(at('old.csv'), 'before');
    chmodSync(at('old.csv'), 0o640);
    const output = openOutput(at('old.csv'));
    await output.write('half');
    await output.abandon();
    expect([readdirSync(folder), read('old.csv')]).toEqual([['old.csv'], 'before']);
    await put('old.csv', 'after');
    expect([read('old.csv'), modeOf('old.csv')]).toEqual(['after', '640']);
  });

  it('is written whole by each of two at once: the last one stays', async () => {
    const [one, two] = [openOutput(at('both')), openOutput(at('both'))];
    for (const part of ['1', '2', '3']) {
      await one.write(`one ${part}\n`);
      await two.write(`two ${part}\n`);
    }
    await two.close();
    expect(read('both')).toBe('two 1\ntwo 2\ntwo 3\n');
    await one.close();
    expect([read('both'), readdirSync(folder)]).toEqual(['one 1\none 2\none 3\n', ['both']]);
  });

  it('is not put in place of a folder, nor of one that comes to be meanwhile', async () => {
    mkdirSync(at('folder'));
    expect(() => openOutput(at('folder'))).toThrow(
      new UsageError(`${at('folder')} cannot be written: it is a directory`),
    );
    const output = openOutput(at('later'));
    mkdirSync(at('later'));
    await expect(output.close()).rejects.toThrow(
      /later cannot be written: EISDIR|later cannot be written: .*directory/,
    );
    expect(readdirSync(folder).sort()).toEqual(['folder', 'later']);
  });

  it('is not put in place of a database, which may be the log, nor of one that comes to be meanwhile', async () => {
    const database = () => new Database(at('log.db')).exec('CREATE TABLE events (id)').close();
    const output = openOutput(at('log.db'));
    database();
    await expect(output.close()).rejects.toThrow('log.db cannot be written: it is a database: name another file');
    expect(() => openOutput(at('log.db'))).toThrow(UsageError);
    expect(readdirSync(folder)).toEqual(['log.db']);
    writeFileSync(at('log.db'), '');
    await put('log.db', 'no longer one');
    expect(read('log.db')).toBe('no longer one');
  });

  it.each(['-wal', '-shm', '-journal'])(
    'is not put in place of %s of a database, be it there or not',
    async (ending) => {
      new Database(at('log.db')).exec('CREATE TABLE events (id)').close();
      expect(() => openOutput(at(`log.db${ending}`))).toThrow('it is part of a database: name another file');
      await put(`notes.db${ending}`, 'of nothing');
      expect(readdirSync(folder).sort()).toEqual(['log.db', `notes.db${ending}`]);
    },
  );

  it('is refused where there is no folder for it', () => {
    expect(() => openOutput('/nowhere/at/all.csv')).toThrow(
      new UsageError('/nowhere/at/all.csv cannot be written: there is no folder /nowhere/at'),
    );
    expect(() => openOutput('')).toThrow('the name of the output file is empty');
  });
});

describe('a link', () => {
  it('stays, and the file that it points to is replaced', async () => {
    mkdirSync(at('there'));
    writeFileSync(at('there/file'), 'before');
    symlinkSync('there/file', at('near'));
    symlinkSync(at('near'), at('far'));
    await put('far', 'after');
    expect([read('there/file'), lstatSync(at('far')).isSymbolicLink()]).toEqual(['after', true]);
    expect(lstatSync(at('near')).isSymbolicLink()).toBe(true);
    expect(readdirSync(at('there'))).toEqual(['file']);
  });

  it('may point to what is not there yet, but not to itself', async () => {
    symlinkSync('to-come', at('link'));
    await put('link', 'come');
    expect([read('to-come'), lstatSync(at('link')).isSymbolicLink()]).toEqual(['come', true]);
    symlinkSync('circle', at('circle'));
    expect(() => openOutput(at('circle'))).toThrow(UsageError);
  });
});

describe('a pipe', () => {
  const pipe = () => {
    execFileSync('mkfifo', [at('pipe')]);
    return openOutput(at('pipe'));
  };
  const reader = (command: string) =>
    spawn('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });

  it('is written to, also more than it holds, and stays a pipe', async () => {
    const output = pipe();
    const said = text(reader('exec cat pipe').stdout);
    const long = 'a line that is written to a pipe\n'.repeat(10_000);
    for (let times = 0; times < 3; times += 1) await output.write(long);
    await output.close();
    expect((await said) === long.repeat(3)).toBe(true);
    expect([statSync(at('pipe')).isFIFO(), readdirSync(folder)]).toEqual([true, ['pipe']]);
  });

  it('says so when its reader leaves', async () => {
    const output = pipe();
    reader('exec head -c 1 pipe');
    const long = 'x'.repeat(100_000);
    const writing = async () => {
      for (;;) await output.write(long);
    };
    await expect(writing()).rejects.toThrow(OutputFailed);
    await output.abandon();
  });

  it('hears an interruption while nobody reads it, and listens no longer than it is open', async () => {
    const listening = () => process.listenerCount('SIGTERM');
    const before = listening();
    const output = pipe();
    const writing = output.write('never read');
    expect(listening()).toBe(before + 1);
    process.emit('SIGINT');
    await expect(writing).resolves.toBeUndefined();
    await output.close();
    expect(listening()).toBe(before);
    const given = openOutput(at('pipe'));
    await given.abandon();
    expect(listening()).toBe(before);
  });

  it('is given up while nobody reads it', async () => {
    const output = pipe();
    const writing = output.write('never read');
    await output.abandon();
    await expect(writing).resolves.toBeUndefined();
  });
});

it('writes to a device as it is', async () => {
  const output = openOutput('/dev/null');
  await output.write('gone');
  await output.close();
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

const onLinux = process.platform === 'linux' ? it : it.skip;
onLinux('says why a device takes no more: /dev/full, which only Linux has', async () => {
  const output = openOutput('/dev/full');
  await expect(output.write('some')).rejects.toThrow('/dev/full could not be written to the end: ENOSPC');
  await output.close();
});

it('knows stdout by any name', () => {
  expect([isStdout('/dev/stdout'), isStdout(at('not-there')), isStdout('package.json')]).toEqual([true, false, false]);
});

it('writes reports for their owner alone, in folders that are there, and in place of old ones only whole', async () => {
  for (const writes of [assertWritable, (file: string) => writeReport(file, 'nowhere')])
    await expect(writes(at('deep/down/report.html'))).rejects.toThrow(`there is no folder ${at('deep/down')}`);
  makeFolder(at('deep/down'));
  makeFolder(at('deep/down'));
  await assertWritable(at('deep/down/report.html'));
  expect(readdirSync(at('deep/down'))).toEqual([]);
  await writeReport(at('deep/down/report.html'), 'first');
  await writeReport(at('deep/down/report.html'), 'second');
  expect([read('deep/down/report.html'), modeOf('deep/down/report.html')]).toEqual(['second', '600']);
  expect(readdirSync(at('deep/down'))).toEqual(['report.html']);
  await expect(writeReport(at('deep'), 'a folder')).rejects.toThrow(UsageError);
  await expect(writeReport(at('deep/down/report.html/below'), '')).rejects.toThrow(
    `there is no folder ${at('deep/down/report.html')}`,
  );
  expect(() => makeFolder(at('deep/down/report.html'))).toThrow(UsageError);
});
