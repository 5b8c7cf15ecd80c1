import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../terminal/usage-error.js';
import type { Output } from './output.js';
import { writeAll } from './write-all.js';

/**
 * A file that gets its name only when it is complete, and then replaces an older one. Until then it has a unique temporary
 * name in the same folder, so two writers at once each write a complete file, and the last to finish wins. Its mode is
 * 0600, or that of the file it replaces.
 */
export class WholeFile implements Output {
  private readonly target: string;
  private readonly partial: string;
  private readonly file: number;
  private isOpen = true;

  /** @throws Error of the file system */
  constructor(private readonly name: string) {
    this.target = followed(name);
    assertNoDatabase(this.target);
    this.partial = `${this.target}.${process.pid}-${randomBytes(4).toString('hex')}.partial`;
    this.file = openSync(this.partial, 'wx', 0o600);
  }

  async write(some: string | Uint8Array): Promise<void> {
    writeAll(this.file, some, this.name);
  }

  async close(): Promise<void> {
    try {
      assertNoDatabase(this.target);
      const before = statSync(this.target, { throwIfNoEntry: false });
      if (before?.isFile()) fchmodSync(this.file, before.mode & 0o777);
      fsyncSync(this.file);
      this.end();
      renameSync(this.partial, this.target);
    } catch (error) {
      await this.abandon();
      throw new UsageError(`${this.name} cannot be written: ${(error as Error).message}`);
    }
  }

  async abandon(): Promise<void> {
    this.end();
    rmSync(this.partial, { force: true });
  }

  private end(): void {
    if (!this.isOpen) return;
    // Set before closing: a second attempt would hide the first error.
    this.isOpen = false;
    closeSync(this.file);
  }
}

const DATABASE = 'SQLite format 3\0';

/** Files that SQLite keeps next to a database; `-wal` holds the last commits. */
const SIDE_FILE = /-(?:wal|shm|journal)$/;

/** A log, keys or kept columns named by mistake must not be overwritten. */
function assertNoDatabase(path: string): void {
  if (isDatabase(path)) throw new Error('it is a database: name another file');
  if (SIDE_FILE.test(path) && isDatabase(path.replace(SIDE_FILE, '')))
    throw new Error('it is part of a database: name another file');
}

function isDatabase(path: string): boolean {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false;
  const head = Buffer.alloc(DATABASE.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1') === DATABASE;
}

/** The path after following links; the file need not exist. Circular links were refused before, by `stat`. */
function followed(name: string): string {
  const path = join(realpathSync(dirname(name)), resolve(name).slice(resolve(dirname(name)).length));
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  return followed(resolve(dirname(path), readlinkSync(path)));
}
