import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../terminal/usage-error.js';

/** No verb makes folders for a file: one that is misspelt would be found by nobody. @throws UsageError there is none */
export function assertFolderOf(file: string): void {
  const folder = dirname(file);
  if (!isFolder(folder)) throw new UsageError(`${file} cannot be written: there is no folder ${folder}`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
