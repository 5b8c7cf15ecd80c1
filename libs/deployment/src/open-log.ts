import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { needStreamOf, streamOf } from '#contact-log';
import {
  IDENTITY_STREAM,
  isPostgresUrl,
  KurrentEventStore,
  PostgresEventStore,
  SqliteEventStore,
  type EventStore,
} from '#event-store';
import { MODEL_STREAM } from '#model-log';
import { makeDataFolder } from './data-folder.js';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** The names of all streams of a log; those that end with a hyphen are the beginnings of names. */
const OUR_STREAMS = [streamOf(''), needStreamOf(''), MODEL_STREAM, IDENTITY_STREAM];

/**
 * Opens only the log: on the server if the settings name one, otherwise a file in the data folder.
 * @param now the time at which events are committed; a server has a clock of its own
 * @throws StoreUnavailable the file or the database cannot be opened. KurrentDB is not contacted until the first call
 */
export async function openLog(
  { dataDir, eventStoreUrl, eventStorePrefix }: StorageSettings,
  now: () => number = Date.now,
): Promise<EventStore> {
  if (eventStoreUrl !== undefined && isPostgresUrl(eventStoreUrl)) return PostgresEventStore.open(eventStoreUrl);
  if (eventStoreUrl !== undefined)
    return new KurrentEventStore(eventStoreUrl, { own: { prefix: eventStorePrefix, names: OUR_STREAMS } });
  makeDataFolder(dataDir);
  const file = join(dataDir, 'log.db');
  makePrivate(file);
  return SqliteEventStore.open(file, { now });
}

/**
 * Deletes the log in the data folder, with all its events.
 * @throws StoreUnavailable another process has it open
 */
export const forgetEmbeddedLog = ({ dataDir }: StorageSettings): Promise<void> =>
  SqliteEventStore.remove(join(dataDir, 'log.db'));

/** Deletes the views in the data folder, if there are any. The next start rebuilds them from the log. */
export function forgetEmbeddedViews({ dataDir }: StorageSettings): void {
  for (const name of ['views.db', 'views-next.db', 'views-ready.db'])
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataDir, `${name}${suffix}`), { force: true });
}
