import { accessSync, constants, mkdirSync } from 'node:fs';
import { ConfigurationInvalid } from './configuration-invalid.js';

/** Makes the folder for its owner alone where there is none. @throws ConfigurationInvalid where it cannot be used */
export function makeDataFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigurationInvalid(`DATA_DIR ${dataDir} ${whyUnusable(error as NodeJS.ErrnoException)}`);
  }
}

function whyUnusable({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'is no folder, or lies in something that is none. Set DATA_DIR to a folder.';
    case 'EACCES':
    case 'EPERM':
      return 'may not be written by this user. Give the folder to the user who runs Rapport, or set another one.';
    case 'EROFS':
      return 'is on a file system that cannot be written. Set DATA_DIR to a folder that can.';
    case 'ENOSPC':
      return 'cannot be made: the disk is full. Free some space.';
    default:
      return `cannot be used: ${message}`;
  }
}
