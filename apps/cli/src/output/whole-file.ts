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
 * A file that has its name only once it is whole, in place of one that had it. Until then it stands beside it under a
 * name of its own, so that of two that are written at once the one that ends last has the name, whole. It is readable
 * by its owner alone; one that is replaced keeps the mode that it had.
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
    // Before it is tried: a second try would hide why the first one failed.
    this.isOpen = false;
    closeSync(this.file);
  }
}

const DATABASE = 'SQLite format 3\0';

/** What SQLite keeps beside a database: the first holds what was committed last. */
const BESIDE = /-(?:wal|shm|journal)$/;

/** A log, keys or kept columns named by mistake would be gone for good, or the last of what is in them. */
function assertNoDatabase(path: string): void {
  if (isDatabase(path)) throw new Error('it is a database: name a file of its own');
  if (BESIDE.test(path) && isDatabase(path.replace(BESIDE, '')))
    throw new Error('it is part of a database: name a file of its own');
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

/** The file that the name stands for, be it there or not: a link stays a link. The system has refused links in a circle. */
function followed(name: string): string {
  const path = join(realpathSync(dirname(name)), resolve(name).slice(resolve(dirname(name)).length));
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return path;
  return followed(resolve(dirname(path), readlinkSync(path)));
}
