import { closeSync, openSync, writeFileSync } from 'node:fs';
import type { Output } from './output.js';
import { OutputFailed } from './output-failed.js';

/** A terminal, /dev/null or the like: what is written is gone at once, and nothing of it can be taken back. */
export class Device implements Output {
  private readonly file: number;

  /** @throws Error of the file system */
  constructor(private readonly name: string) {
    this.file = openSync(name, 'w');
  }

  async write(some: string | Uint8Array): Promise<void> {
    try {
      writeFileSync(this.file, some);
    } catch (error) {
      throw new OutputFailed(this.name, error);
    }
  }

  async close(): Promise<void> {
    closeSync(this.file);
  }

  abandon = (): Promise<void> => this.close();
}
