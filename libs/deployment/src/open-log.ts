import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { KurrentEventStore, SqliteEventStore, type EventStore } from '#event-store';
import type { StorageSettings } from './settings.js';

/**
 * The log alone: of the cluster where the settings name one, else a file in the data folder.
 * @throws StoreUnavailable a file that cannot be opened; a server is first spoken to when something is asked of it
 */
export async function openLog({ dataDir, eventStoreUrl }: StorageSettings): Promise<EventStore> {
  if (eventStoreUrl !== undefined) return new KurrentEventStore(eventStoreUrl);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return SqliteEventStore.open(join(dataDir, 'log.db'));
}
