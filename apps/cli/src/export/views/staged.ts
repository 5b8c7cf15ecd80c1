import { chmodSync, chownSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { placeFailure } from './copy-failed.js';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Runs `make` in a temporary folder next to `place` that only its owner may enter, and removes the folder afterwards. Two
 * exports at once do not disturb each other, and an unfinished one leaves nothing behind.
 * @throws UsageError if the folder cannot be made, StorageFull
 */
export async function staged<T>(place: string, make: (folder: string) => Promise<T>): Promise<T> {
  const folder = attempt(place, () => mkdtempSync(`${place}.partial-`));
  try {
    return await make(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Renames a file to its place. Its mode is 0600, or that of the file it replaces. @throws UsageError, StorageFull */
export function putFile(file: string, place: string): void {
  attempt(place, () => {
    takeMode(file, place, FILE_MODE);
    renameSync(file, place);
  });
}

/**
 * Renames a folder to its place and replaces the one that is there, with everything in it. Between two renames neither is
 * there. Folder and files take the mode of those they replace, and their group if the process may set it.
 * @param folder inside a temporary folder that is removed afterwards: the replaced folder is moved there
 * @throws UsageError, StorageFull: the old folder is then still in place
 */
export function putFolder(folder: string, place: string): void {
  attempt(place, () => {
    for (const name of readdirSync(folder)) takeMode(join(folder, name), join(place, name), FILE_MODE);
    takeMode(folder, place, FOLDER_MODE);
    const before = join(dirname(folder), `${basename(folder)}-before`);
    const isReplacing = statSync(place, { throwIfNoEntry: false }) !== undefined;
    if (isReplacing) renameSync(place, before);
    try {
      renameSync(folder, place);
    } catch (error) {
      if (isReplacing) renameSync(before, place);
      throw error;
    }
  });
}

function takeMode(path: string, replaced: string, otherwise: number): void {
  const before = statSync(replaced, { throwIfNoEntry: false });
  if (before !== undefined) takeGroup(path, before.gid);
  chmodSync(path, before === undefined ? otherwise : before.mode & 0o7777);
}

/** The mode was set for this group, so the group is copied too. A process outside the group may not set it; that is ignored. */
function takeGroup(path: string, gid: number): void {
  try {
    chownSync(path, statSync(path).uid, gid);
  } catch {
    return;
  }
}

function attempt<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw placeFailure(error, place);
  }
}
