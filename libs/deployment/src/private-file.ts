import { closeSync, openSync } from 'node:fs';

/**
 * Makes a database's file for its owner alone where there is none; what SQLite puts beside it gets the same mode. One that
 * is there keeps the mode that somebody gave it, and is not opened: to close it would take this process's locks off it.
 * @param file what stands in its way is left to SQLite to say, which opens it next
 */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    return;
  }
}
