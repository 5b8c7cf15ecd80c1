import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyRing } from '#contact-log';
import { identityOf, isPostgresUrl, PostgresEventStore, SqliteEventStore, type EventStore } from '#event-store';
import {
  connectToViews,
  copyPostgresViews,
  copySqliteViews,
  NoSuchViews,
  openSqliteViews,
  type CopiedViews,
  type CopyOptions,
  type ViewsDatabase,
} from '#read-models';
import { assertKeysFit } from './fit-keys.js';
import { keysPlace } from './keys-place.js';
import { openKeys } from './open-keys.js';
import { openLog } from './open-log.js';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** A log opened for reading while servers may write it. It changes nothing in the deployment. */
export type ReadOnlyLog = {
  readonly store: EventStore;
  /** Opens the keys, to decrypt personal data. @throws ConfigurationInvalid if there are none, or they are of another log */
  keys(): Promise<KeyRing>;
  close(): Promise<void>;
};

/**
 * Opens the log for reading: on the server if the settings name one, otherwise the file in the data folder.
 * @throws ConfigurationInvalid if there is none, or this user may not read it; StoreUnavailable
 */
export async function openForReading(settings: StorageSettings): Promise<ReadOnlyLog> {
  const store = await openStore(settings);
  let keys: KeyRing | null = null;
  return {
    store,
    async keys() {
      const place = keysPlace(settings);
      if (place.url === null) existing(settings, 'keys.db');
      keys ??= await openKeys(settings, true);
      await assertKeysFit(store, keys, await identityOf(store), place.shown);
      return keys;
    },
    async close() {
      keys?.close();
      await store.close();
    },
  };
}

async function openStore(settings: StorageSettings): Promise<EventStore> {
  const { eventStoreUrl } = settings;
  if (eventStoreUrl === undefined) return SqliteEventStore.open(existing(settings, 'log.db'), { readOnly: true });
  return isPostgresUrl(eventStoreUrl) ? PostgresEventStore.open(eventStoreUrl, { readOnly: true }) : openLog(settings);
}

/**
 * Copies the views as of one moment from SQLite or Postgres into an SQLite file. It changes nothing in the deployment.
 * @param to an existing, empty file
 * @throws ConfigurationInvalid if there are no views, or this user may not read them; ViewsUnavailable
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

/**
 * Opens the views to read them while servers write them. Nothing is migrated: what this release added may be missing.
 * @throws ConfigurationInvalid if there are none, or this user may not read them; ViewsUnavailable
 */
export const openViewsForReading = (settings: StorageSettings): ViewsDatabase =>
  settings.viewsUrl === undefined
    ? openSqliteViews(existing(settings, 'views.db'), { readOnly: true })
    : connectToViews(settings.viewsUrl, true);

/** Opens the views of this release to write them beside servers. @throws as openViewsForReading */
export const openViewsToWrite = (settings: StorageSettings): ViewsDatabase =>
  settings.viewsUrl === undefined
    ? openSqliteViews(existing(settings, 'views.db'))
    : connectToViews(settings.viewsUrl, false);

/** Checks without opening the file: closing it would release this process's locks on it. */
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
      return 'does not exist: set DATA_DIR to the data folder of a Rapport that has run before';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user: run as its owner, or change the mode of the file and of its folder';
    default:
      return `cannot be read: ${message}`;
  }
}
