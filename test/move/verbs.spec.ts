// The commands themselves: what they say and end with, interrupted and whole.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { EXIT } from '../../apps/cli/src/terminal/exit-codes.js';
import { MoveRefused } from '../../apps/cli/src/move/move-refused.js';
import { UsageError } from '../../apps/cli/src/terminal/usage-error.js';
import { moveVerbs } from '../../apps/cli/src/move/move-verbs.js';
import { embedded, fill, removeScratch, scratch } from './logs.js';

const FROM_TYPESCRIPT = ['--conditions=source', '--import', './test/kit/run-typescript.mjs'];

let said: unknown[];
let exitCode: typeof process.exitCode;
beforeEach(() => {
  said = [];
  exitCode = process.exitCode;
  for (const say of ['log', 'error'] as const)
    jest.spyOn(console, say).mockImplementation((...words: unknown[]) => void said.push(words[0]));
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = exitCode;
  delete process.env.DATA_DIR;
});
afterAll(removeScratch);

/** @returns what it would end with */
async function exportTo(path: string, meanwhile = () => {}): Promise<typeof process.exitCode> {
  const program = new Command('rapport').exitOverride();
  moveVerbs(program);
  const ended = program.parseAsync(['node', 'rapport', 'export', 'log', path, '--json']);
  meanwhile();
  await ended;
  return process.exitCode;
}

it.each(['SIGINT', 'SIGTERM'] as const)('ends as documented on %s, lets go of it, and goes on', async (signal) => {
  const from = embedded();
  await fill(from, 20);
  process.env.DATA_DIR = from.dataDir;
  const path = join(scratch(), 'log.ndjson');
  const listening = process.listenerCount(signal);
  expect(await exportTo(path, () => process.emit(signal))).toBe(EXIT.INTERRUPTED);
  expect(said).toEqual([
    'Interrupted. Run the same command again to continue.',
    expect.stringContaining('"isWhole":false'),
  ]);
  expect(existsSync(path)).toBe(false);
  expect(await exportTo(path)).toBe(EXIT.DONE);
  expect(said.slice(2)).toEqual([expect.stringContaining('"isWhole":true')]);
  expect(process.listenerCount(signal)).toBe(listening);
});

it('lets go of the signals where it fails', async () => {
  process.env.DATA_DIR = scratch();
  const listening = process.listenerCount('SIGINT');
  await expect(exportTo(join(scratch(), 'log.ndjson'))).rejects.toThrow('log.db does not exist');
  expect(process.listenerCount('SIGINT')).toBe(listening);
});

it('says in a sentence that the file cannot be written', async () => {
  const from = embedded();
  await fill(from, 20);
  process.env.DATA_DIR = from.dataDir;
  await expect(exportTo('/nowhere/at/all.ndjson')).rejects.toThrow(
    new UsageError('/nowhere/at/all.ndjson cannot be written: there is no folder /nowhere/at'),
  );
  const taken = join(scratch(), 'log.ndjson');
  mkdirSync(`${taken}.part`);
  await expect(exportTo(taken)).rejects.toThrow(
    new MoveRefused(`${taken}.part cannot be written: EISDIR: illegal operation on a directory, read`),
  );
});

it('says in a sentence that the file cannot be written to its end, and goes on from there', async () => {
  const from = embedded();
  await fill(from, 600);
  const path = join(scratch(), 'log.ndjson');
  // A limit on the size of files, in blocks of 512 bytes, fails as a full disk does.
  const { status, stderr } = spawnSync(
    'sh',
    [
      '-c',
      'ulimit -f 128 && exec "$@"',
      'sh',
      process.execPath,
      ...FROM_TYPESCRIPT,
      'apps/cli/src/main.ts',
      'export',
      'log',
      path,
    ],
    { encoding: 'utf8', env: { PATH: process.env.PATH, DATA_DIR: from.dataDir } },
  );
  expect({ status, stderr }).toEqual({
    status: EXIT.FAILED,
    stderr: `${path}.part could not be written to the end: EFBIG: file too large, write\n`,
  });
  expect(existsSync(path)).toBe(false);
  process.env.DATA_DIR = from.dataDir;
  expect(await exportTo(path)).toBe(EXIT.DONE);
});
