import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KeyRing } from '#contact-log';
import { SqliteEventStore, type EventStore } from '#event-store';
import { copyPostgresViews, copySqliteViews, NoSuchViews, type CopiedViews, type CopyOptions } from '#read-models';
import { openLog } from './open-log.js';
import { ConfigurationInvalid, type StorageSettings } from './settings.js';

/** A log opened to be read, beside the servers that write it. Nothing of the deployment is changed. */
export type LogReading = {
  readonly store: EventStore;
  /** The keys of what is personal, for those who asked for it. @throws ConfigurationInvalid where there are none */
  keys(): KeyRing;
  close(): Promise<void>;
};

/** The log of the cluster where the settings name one. @throws ConfigurationInvalid where there is none, StoreUnavailable */
export async function openForReading(settings: StorageSettings): Promise<LogReading> {
  const store =
    settings.eventStoreUrl === undefined
      ? await SqliteEventStore.open(existing(settings, 'log.db'), { readOnly: true })
      : await openLog(settings);
  let keys: KeyRing | null = null;
  return {
    store,
    keys: () => (keys ??= new KeyRing(existing(settings, 'keys.db'), { readOnly: true })),
    async close() {
      keys?.close();
      await store.close();
    },
  };
}

/**
 * Copies the views as they are at one moment into a file of SQLite, wherever they are. Nothing of the deployment is changed.
 * @param to a file that is there and empty
 * @throws ConfigurationInvalid where there are no views, ViewsUnavailable
 */
export async function copyViews(settings: StorageSettings, to: string, options: CopyOptions): Promise<CopiedViews> {
  if (settings.viewsUrl === undefined) return copySqliteViews(existing(settings, 'views.db'), to, options);
  try {
    return await copyPostgresViews(settings.viewsUrl, to, options);
  } catch (error) {
    if (error instanceof NoSuchViews) throw new ConfigurationInvalid(`VIEWS_URL: ${error.message}`);
    throw error;
  }
}

function existing({ dataDir }: StorageSettings, name: string): string {
  const file = join(dataDir, name);
  if (existsSync(file)) return file;
  throw new ConfigurationInvalid(`${file} does not exist: DATA_DIR must name the folder of a Rapport that was started`);
}
