import { chmodSync, chownSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { placeFailure } from './copy-failed.js';

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Makes something in a folder of its own beside where it is to stand, which only its owner may enter: so of two that are
 * made at once each is whole, and what is not finished is taken away again.
 * @throws UsageError where nothing can be made there, StorageFull
 */
export async function staged<T>(place: string, make: (folder: string) => Promise<T>): Promise<T> {
  const folder = attempt(place, () => mkdtempSync(`${place}.partial-`));
  try {
    return await make(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file gets its name, for its owner alone, or with the mode of the one that it replaces. @throws UsageError, StorageFull */
export function putFile(file: string, place: string): void {
  attempt(place, () => {
    takeMode(file, place, FILE_MODE);
    renameSync(file, place);
  });
}

/**
 * A folder gets its name with all its files, in place of one that has it and of everything in that: there is either the one
 * or the other, save for the moment between two renames. Both keep the modes of what they replace, and its
 * group where that may be given.
 * @param folder in a folder that is cleared away afterwards
 * @throws UsageError, StorageFull: what was there is there still
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

/** Else a mode would let in another group than the one that it was given for. Who is not of the group cannot give it. */
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
