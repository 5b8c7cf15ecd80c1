import { fstatSync, statSync, type Stats } from 'node:fs';
import { say } from '../terminal/stdout.js';
import { UsageError } from '../terminal/usage-error.js';
import { assertFolderOf } from './assert-folder.js';
import { Device } from './device.js';
import type { Output } from './output.js';
import { Pipe } from './pipe.js';
import { WholeFile } from './whole-file.js';

/**
 * Opens what has the name: a pipe, a terminal or another device is written to as it is; a file, or the one that a link
 * points to, is replaced once all is written. @throws UsageError where it cannot be written
 */
export function openOutput(name: string): Output {
  if (name === '') throw new UsageError('a file without a name cannot be written');
  if (isStdout(name)) return STDOUT;
  assertFolderOf(name);
  try {
    const there = statSync(name, { throwIfNoEntry: false });
    if (there?.isDirectory()) throw new Error('it is a directory');
    if (there?.isFIFO()) return new Pipe(name);
    if (there !== undefined && !there.isFile()) return new Device(name);
    return new WholeFile(name);
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${(error as Error).message}`);
  }
}

/** Whether what is written under the name comes out on stdout, as /dev/stdout does: then nothing else may be said there. */
export function isStdout(name: string): boolean {
  try {
    return isSame(statSync(name), fstatSync(process.stdout.fd));
  } catch {
    return false;
  }
}

const isSame = (a: Stats, b: Stats): boolean => a.dev === b.dev && a.ino === b.ino;

export const STDOUT: Output = { write: say, close: async () => {}, abandon: async () => {} };
