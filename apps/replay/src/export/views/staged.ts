import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../usage-error.js';

/**
 * Makes something in a folder of its own beside where it is to stand, which only its owner may enter: so of two that are
 * made at once each is whole, and what is not finished is taken away again.
 * @throws UsageError where nothing can be made there
 */
export async function staged<T>(place: string, make: (folder: string) => Promise<T>): Promise<T> {
  const folder = orUsageError(place, () => mkdtempSync(`${place}.partial-`));
  try {
    return await make(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file gets its name, for its owner alone, or with the mode of the one that it replaces. @throws UsageError */
export function putFile(file: string, place: string): void {
  orUsageError(place, () => {
    const before = statSync(place, { throwIfNoEntry: false });
    chmodSync(file, before === undefined ? 0o600 : before.mode & 0o777);
    renameSync(file, place);
  });
}

/** All files of a folder get their names in another, which is made where it is not there. @throws UsageError */
export function putFiles(from: string, place: string): void {
  orUsageError(place, () => mkdirSync(place, { recursive: true, mode: 0o700 }));
  for (const name of readdirSync(from)) putFile(join(from, name), join(place, name));
}

function orUsageError<T>(place: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(`${place} cannot be written: ${(error as Error).message}`);
  }
}
