import { writeFileSync } from 'node:fs';
import { OutputFailed } from './output-failed.js';

/** Synchronous, so that rows cost no more than their bytes. @param file open @throws OutputFailed which names it */
export function writeAll(file: number, some: string | Uint8Array, name: string): void {
  try {
    writeFileSync(file, some);
  } catch (error) {
    throw new OutputFailed(name, error);
  }
}
