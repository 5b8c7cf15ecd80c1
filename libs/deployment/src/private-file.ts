import { closeSync, openSync } from 'node:fs';

/**
 * Creates the file of a database, for its owner only, if there is none. SQLite gives its journal files the same mode. An
 * existing file keeps its mode and is not opened: closing it would release this process's locks on it.
 * @param file errors are ignored here: SQLite opens the file next and reports them
 */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    return;
  }
}
