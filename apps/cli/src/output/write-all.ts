import { writeFileSync } from 'node:fs';
import { OutputFailed } from './output-failed.js';

/** Synchronous: a promise for each write would cost more than the write. @param file its descriptor @throws OutputFailed */
export function writeAll(file: number, some: string | Uint8Array, name: string): void {
  try {
    writeFileSync(file, some);
  } catch (error) {
    throw new OutputFailed(name, error);
  }
}
