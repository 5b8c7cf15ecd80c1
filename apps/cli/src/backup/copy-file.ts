import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { join } from 'node:path';
import { toStoreError } from '#event-store';
import { BackupFailed } from './backup-refused.js';
import type { BackedUpFile } from './manifest.js';

/** Creates an empty file for its owner only. @throws Error of the file system, also if there is one */
export const makePrivate = (file: string): void => closeSync(openSync(file, 'wx', 0o600));

/**
 * Copies a database as of one moment, with what is still in its journal, while others write it.
 * @throws BackupFailed the copy is damaged; StorageFull, StoreUnavailable
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  makePrivate(to);
  try {
    const source = new Database(from, { readonly: true });
    try {
      // A read transaction fixes the moment. Without it, the copy starts over at every write and may never end.
      source.exec('BEGIN');
      source.prepare('SELECT count(*) FROM sqlite_schema').get();
      await source.backup(to);
    } finally {
      source.close();
    }
    const copy = new Database(to);
    try {
      // The file alone is then the database, and can be read where nobody may write.
      copy.pragma('journal_mode = DELETE');
      const found = copy.pragma('integrity_check(1)', { simple: true });
      if (found !== 'ok') throw new BackupFailed(`${from} is damaged: ${String(found)}`);
    } finally {
      copy.close();
    }
  } catch (error) {
    throw toStoreError(error, { file: from });
  }
}

export async function describeFile(folder: string, file: string): Promise<BackedUpFile> {
  const path = join(folder, file);
  return { file, bytes: statSync(path).size, fileSha256: await digestOf(path) };
}

/** @throws BackupFailed the file is missing, or is not what was written */
export async function assertWhole(folder: string, { file, fileSha256 }: BackedUpFile): Promise<void> {
  const found = await digestOf(join(folder, file)).catch((error: Error) => error.message);
  if (found !== fileSha256)
    throw new BackupFailed(
      `${join(folder, file)} is not what was backed up (${found}): take another copy of this backup`,
    );
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
