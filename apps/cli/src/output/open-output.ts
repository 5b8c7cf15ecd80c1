import { fstatSync, statSync, type Stats } from 'node:fs';
import { sayRows } from '../terminal/saying.js';
import { UsageError } from '../terminal/usage-error.js';
import { assertFolderOf } from './assert-folder.js';
import { Device } from './device.js';
import type { Output } from './output.js';
import { Pipe } from './pipe.js';
import { WholeFile } from './whole-file.js';

/**
 * Opens an output. A pipe, a terminal or another device is written directly; a file, or the target of a link, is replaced
 * once everything is written. @throws UsageError it cannot be written
 */
export function openOutput(name: string): Output {
  if (name === '') throw new UsageError('the name of the output file is empty');
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

/** True if the name leads to stdout, as /dev/stdout does; nothing else may then be printed. */
export function isStdout(name: string): boolean {
  try {
    return isSame(statSync(name), fstatSync(process.stdout.fd));
  } catch {
    return false;
  }
}

const isSame = (a: Stats, b: Stats): boolean => a.dev === b.dev && a.ino === b.ino;

export const STDOUT: Output = { write: sayRows, close: async () => {}, abandon: async () => {} };
