import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Creates a folder and those above it, each for its owner only. Node's own `recursive` never returns below /proc: the system
 * answers there that the parent is missing, also where it exists.
 * @throws ErrnoException
 */
export function makeFolders(folder: string): void {
  const missing: string[] = [];
  for (let each = resolve(folder); !existsSync(each); each = dirname(each)) missing.unshift(each);
  for (const each of missing) makeFolder(each);
  if (!isFolder(folder)) throw Object.assign(new Error(`${folder} is not a folder`), { code: 'ENOTDIR' });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
