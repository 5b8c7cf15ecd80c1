import { join } from 'node:path';
import type { KeyRing } from '#contact-log';
import type { EventStore } from '#event-store';
import type { Lease, Misfit, ViewsDatabase } from '#read-models';
import { makeDataFolder } from './data-folder.js';
import { fitKeys } from './fit-keys.js';
import { fitViews } from './fit-views.js';
import { openKeys } from './open-keys.js';
import { openLog } from './open-log.js';
import { openViews } from './open-views.js';
import type { StorageSettings } from './settings.js';

export type WhyRebuilt = Misfit | 'damaged';

/** Log, keys and views that belong together. */
export type Stores = {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly db: ViewsDatabase;
  readonly lease: Lease;
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
    const keys = openKeys(file);
    opened.push(() => keys.close());
    const identity = await fitKeys(store, keys, file);
    const { db, lease, wasDamaged } = await openViews(settings);
    opened.push(() => db.destroy());
    const misfit = await fitViews(db, store, identity, settings.viewsUrl !== undefined);
    return { store, keys, db, lease, viewsRebuilt: wasDamaged ? 'damaged' : misfit };
  } catch (error) {
    for (const close of opened.reverse()) await close();
    throw error;
  }
}
