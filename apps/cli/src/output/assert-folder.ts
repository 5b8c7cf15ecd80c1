import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../terminal/usage-error.js';

/** No verb creates the folder of a file: a misspelt path must fail. @throws UsageError the folder does not exist */
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
