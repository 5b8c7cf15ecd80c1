import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { KurrentEventStore, SqliteEventStore, type EventStore } from '#event-store';
import { makeDataFolder } from './data-folder.js';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings.js';

/**
 * The log alone: of the cluster where the settings name one, else a file in the data folder.
 * @throws StoreUnavailable a file that cannot be opened; a server is first spoken to when something is asked of it
 */
export async function openLog({ dataDir, eventStoreUrl }: StorageSettings): Promise<EventStore> {
  if (eventStoreUrl !== undefined) return new KurrentEventStore(eventStoreUrl);
  makeDataFolder(dataDir);
  const file = join(dataDir, 'log.db');
  makePrivate(file);
  return SqliteEventStore.open(file);
}

/** Deletes the views in the data folder, where there are any; the next start fills them anew from the log. */
export function forgetEmbeddedViews({ dataDir }: StorageSettings): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataDir, `views.db${suffix}`), { force: true });
}
