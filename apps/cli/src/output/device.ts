import { closeSync, openSync } from 'node:fs';
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
    writeAll(this.file, some, this.name);
  }

  async close(): Promise<void> {
    closeSync(this.file);
  }

  abandon = (): Promise<void> => this.close();
}
