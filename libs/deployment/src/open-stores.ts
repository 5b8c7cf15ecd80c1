import { existsSync, rmSync } from 'node:fs';
import type { Access } from '#access';
import type { ErasureRegister, KeyRing } from '#contact-log';
import { StoreUnavailable, type EventStore } from '#event-store';
import { reachPostgresViews, ViewsUnavailable, type Lease, type Misfit, type ViewsDatabase } from '#read-models';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { makeDataFolder } from './data-folder.js';
import { fitKeys } from './fit-keys.js';
import { fitViews } from './fit-views.js';
import { noteErasures } from './replay-erasures.js';
import { keysPlace, type KeysPlace } from './keys-place.js';
import { openKeys, wrapFromTheFirst } from './open-keys.js';
import { openLog } from './open-log.js';
import { openAccess } from './open-access.js';
import { openViews } from './open-views.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** A new file, which holds nothing, is removed: else the next start would find keys that do not fit. */
function keysMissing(keys: KeyRing, { url, file, shown }: KeysPlace): ConfigurationInvalid {
  keys.close();
  const putBack = 'from its backup, or from where the log was moved from: with other keys that data cannot be read.';
  const sealed = 'but the log holds personal data that was sealed with its keys';
  if (url !== null)
    return new ConfigurationInvalid(
      `there are no keys in ${shown}, ${sealed}. Put them there, ${putBack} If they are in a file, put it at ${file}, and set KEYS_URL=file or move them with \`rapport keys export\` and \`rapport keys import\`.`,
    );
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return new ConfigurationInvalid(`${file} is missing, ${sealed}. Put it back ${putBack}`);
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
  readonly erasures: ErasureRegister;
  readonly db: ViewsDatabase;
  readonly lease: Lease;
  readonly access: Access;
  /** Why this start emptied the views, so that they are rebuilt; null if it did not. */
  readonly viewsRebuilt: WhyRebuilt | null;
};

/** @param now the time at which events are committed @throws ConfigurationInvalid, StoreUnavailable, ViewsUnavailable; nothing is left open then */
export async function openStores(settings: StorageSettings, now?: () => number): Promise<Stores> {
  const opened: (() => unknown)[] = [];
  const logOf = async (): Promise<EventStore> => {
    const store = await openLog(settings, now);
    opened.push(() => store.close());
    return store;
  };
  const keysOf = async (): Promise<KeyRing> => {
    const keys = await openKeys(settings);
    opened.push(() => keys.close());
    return keys;
  };
  try {
    const place = keysPlace(settings);
    const areNew = place.url === null && !existsSync(place.file);
    // Servers first: a start that cannot reach one ends before it has made a file.
    const onServer = settings.eventStoreUrl === undefined ? null : await logOf();
    await onServer?.head();
    if (settings.viewsUrl !== undefined) await reachPostgresViews(settings.viewsUrl);
    const keysOnServer = place.url === null ? null : await keysOf();
    makeDataFolder(settings.dataDir);
    const store = onServer ?? (await logOf());
    const keys = keysOnServer ?? (await keysOf());
    const identity = await fitKeys(store, keys, place.shown).catch((error: unknown) => {
      const areMissing = areNew || (place.url !== null && keys.isEmpty && keys.lineage === null);
      throw areMissing && error instanceof ConfigurationInvalid ? keysMissing(keys, place) : error;
    });
    await wrapFromTheFirst(keys, settings);
    const erasures = noteErasures(settings, keys, identity.lineage);
    const { db, lease, wasDamaged } = await openViews(settings);
    opened.push(() => db.destroy());
    const misfit = await fitViews(db, store, identity, settings.viewsUrl !== undefined);
    const access = await openAccess(settings);
    return { store, keys, erasures, db, lease, access, viewsRebuilt: wasDamaged ? 'damaged' : misfit };
  } catch (error) {
    for (const close of opened.reverse()) await close();
    const setting = serverIn(settings, error);
    if (setting !== null && error instanceof Error)
      error.message += `. Look at ${setting} and at the server that it names`;
    throw error;
  }
}
