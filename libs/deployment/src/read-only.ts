import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '#contact-log';
import { SqliteEventStore, type EventStore } from '#event-store';
import { copyPostgresViews, copySqliteViews, NoSuchViews, type CopiedViews, type CopyOptions } from '#read-models';
import { openKeys } from './open-keys.js';
import { openLog } from './open-log.js';
import { ConfigurationInvalid } from './configuration-invalid.js';
import type { StorageSettings } from './settings.js';

/** A log opened to be read, beside the servers that write it. Nothing of the deployment is changed. */
export type ReadOnlyLog = {
  readonly store: EventStore;
  /** The keys of what is personal, for those who asked for it. @throws ConfigurationInvalid where there are none */
  keys(): KeyRing;
  close(): Promise<void>;
};

/**
 * The log of the cluster where the settings name one.
 * @throws ConfigurationInvalid where there is none, or none that this user may read; StoreUnavailable
 */
export async function openForReading(settings: StorageSettings): Promise<ReadOnlyLog> {
  const store =
    settings.eventStoreUrl === undefined
      ? await SqliteEventStore.open(existing(settings, 'log.db'), { readOnly: true })
      : await openLog(settings);
  let keys: KeyRing | null = null;
  return {
    store,
    keys: () => (keys ??= openKeys(existing(settings, 'keys.db'), { readOnly: true })),
    async close() {
      keys?.close();
      await store.close();
    },
  };
}

/**
 * Copies the views as they are at one moment into a file of SQLite, wherever they are. Nothing of the deployment is changed.
 * @param to a file that is there and empty
 * @throws ConfigurationInvalid where there are no views, or none that this user may read; ViewsUnavailable
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

/** Not opened to see: to close it would take this process's locks off it. */
function existing({ dataDir }: StorageSettings, name: string): string {
  const file = join(dataDir, name);
  try {
    statSync(file);
    accessSync(file, constants.R_OK);
    return file;
  } catch (error) {
    throw new ConfigurationInvalid(`${file} ${whyNot(error as NodeJS.ErrnoException)}`);
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist: DATA_DIR must name the folder of a Rapport that was started';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user: it is for whoever owns it, or for those whom its mode and that of its folder let in';
    default:
      return `cannot be read: ${message}`;
  }
}
