import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { makeFolders } from './make-folders.js';

/** Creates the folder, for its owner only, if there is none. @throws ConfigurationInvalid if it cannot be used */
export function makeDataFolder(dataDir: string): void {
  try {
    makeFolders(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigurationInvalid(`DATA_DIR ${dataDir} ${whyUnusable(error as NodeJS.ErrnoException)}`);
  }
}

/** Why the folder could not be used, or made; null where nothing is against it. Nothing is made. */
export function folderProblem(dataDir: string): string | null {
  let there = dataDir;
  while (!existsSync(there)) there = dirname(there);
  try {
    if (!statSync(there).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return `DATA_DIR ${dataDir} ${whyUnusable(error as NodeJS.ErrnoException)}`;
  }
}

function whyUnusable({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'is not a folder, or its parent is not one. Set DATA_DIR to a folder.';
    case 'ENOENT':
      return 'cannot be created: its file system takes no new folders. Set DATA_DIR to a folder on a disk.';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be written by this user. Change its owner to the user who runs Rapport, or set DATA_DIR to another folder.';
    case 'EROFS':
      return 'is on a read-only file system. Set DATA_DIR to a folder that can be written.';
    case 'ENOSPC':
      return 'cannot be created: the disk is full. Free some space.';
    default:
      return `cannot be used: ${message}`;
  }
}
