import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import { visible } from '../terminal/visible.js';
import type { Output } from './output.js';
import { writeAll } from './write-all.js';

/** A terminal, /dev/null or the like: written directly; nothing can be undone. */
export class Device implements Output {
  private readonly file: number;

  /** @throws Error of the file system */
  constructor(private readonly name: string) {
    this.file = openSync(name, 'w');
  }

  async write(some: string | Uint8Array): Promise<void> {
    writeAll(this.file, typeof some === 'string' && isatty(this.file) ? visible(some) : some, this.name);
  }

  async close(): Promise<void> {
    closeSync(this.file);
  }

  abandon = (): Promise<void> => this.close();
}
