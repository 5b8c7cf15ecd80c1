// The commands themselves: what they say and end with, interrupted and whole.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Command } from 'commander';
import { EXIT } from '../../apps/cli/src/terminal/exit-codes.js';
import { moveVerbs } from '../../apps/cli/src/move/move-verbs.js';
import { embedded, fill, removeScratch, scratch } from './logs.js';

let said: unknown[];
let exitCode: typeof process.exitCode;
beforeEach(() => {
  said = [];
  exitCode = process.exitCode;
  for (const say of ['log', 'error'] as const)
    jest.spyOn(console, say).mockImplementation((text) => void said.push(text));
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
