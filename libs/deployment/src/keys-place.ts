import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresUrl, postgresAddress } from '#event-store';
import type { StorageSettings } from './settings/storage-settings.js';

export type KeysPlace = {
  /** Null: they are in a file. */
  readonly url: string | null;
  /** Where the file is, or would be. */
  readonly file: string;
  /** For messages; it shows no password. */
  readonly shown: string;
};

/**
 * Where the keys of customers are. Where nothing is said they are beside the log: in the Postgres that holds it, else in a
 * file. A file of keys that is there is used, since earlier releases kept them in none but a file.
 */
export function keysPlace({ dataDir, keysUrl, eventStoreUrl }: StorageSettings): KeysPlace {
  const file = join(dataDir, 'keys.db');
  const inFile = { url: null, file, shown: file };
  if (keysUrl === 'file') return inFile;
  const besideLog = eventStoreUrl !== undefined && isPostgresUrl(eventStoreUrl) ? eventStoreUrl : undefined;
  const url = keysUrl ?? (existsSync(file) ? undefined : besideLog);
  return url === undefined ? inFile : { url, file, shown: `the schema rapport_keys of ${postgresAddress(url).shown}` };
}
