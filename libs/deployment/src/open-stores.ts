import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '#access';
import type { KeyRing } from '#contact-log';
import { StoreUnavailable, type EventStore } from '#event-store';
import { ViewsUnavailable, type Lease, type Misfit, type ViewsDatabase } from '#read-models';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { makeDataFolder } from './data-folder.js';
import { fitKeys } from './fit-keys.js';
import { fitViews } from './fit-views.js';
import { openKeys } from './open-keys.js';
import { openLog } from './open-log.js';
import { openAccess } from './open-access.js';
import { openViews } from './open-views.js';
import type { StorageSettings } from './settings.js';

/** The new file, which holds nothing, is removed: else the next start would find keys that do not fit. */
function keysMissing(keys: KeyRing, file: string): ConfigurationInvalid {
  keys.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return new ConfigurationInvalid(
    `${file} is missing, but the log holds personal data that was sealed with its keys. Put it back from its backup, or from where the log was moved from: with other keys that data cannot be read.`,
  );
}

/** The setting that names the server which failed; null if none did: a file has its name in its error. */
function serverIn({ eventStoreUrl, viewsUrl }: StorageSettings, error: unknown): string | null {
  if (error instanceof StoreUnavailable && eventStoreUrl !== undefined) return 'EVENT_STORE_URL';
  return error instanceof ViewsUnavailable && viewsUrl !== undefined ? 'VIEWS_URL' : null;
}

export type WhyRebuilt = Misfit | 'damaged';

/** Log, keys and views that belong together, and the tokens with the audit trail. */
export type Stores = {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly db: ViewsDatabase;
  readonly lease: Lease;
  readonly access: Access;
  /** Why this start emptied the views, so that they are rebuilt; null if it did not. */
  readonly viewsRebuilt: WhyRebuilt | null;
};

/** @param now the time at which events are committed @throws ConfigurationInvalid, StoreUnavailable, ViewsUnavailable; nothing is left open then */
export async function openStores(settings: StorageSettings, now?: () => number): Promise<Stores> {
  makeDataFolder(settings.dataDir);
  const file = join(settings.dataDir, 'keys.db');
  const opened: (() => unknown)[] = [];
  try {
    const store = await openLog(settings, now);
    opened.push(() => store.close());
    const areNew = !existsSync(file);
    const keys = openKeys(file);
    opened.push(() => keys.close());
    const identity = await fitKeys(store, keys, file).catch((error: unknown) => {
      throw areNew && error instanceof ConfigurationInvalid ? keysMissing(keys, file) : error;
    });
    const { db, lease, wasDamaged } = await openViews(settings);
    opened.push(() => db.destroy());
    const misfit = await fitViews(db, store, identity, settings.viewsUrl !== undefined);
    const access = await openAccess(settings);
    return { store, keys, db, lease, access, viewsRebuilt: wasDamaged ? 'damaged' : misfit };
  } catch (error) {
    for (const close of opened.reverse()) await close();
    const setting = serverIn(settings, error);
    if (setting !== null && error instanceof Error)
      error.message += `. Look at ${setting} and at the server that it names`;
    throw error;
  }
}
