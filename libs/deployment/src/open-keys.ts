import { KeyRing, MasterKeyWrong, PostgresKeys, SqliteKeys, type KeyTable } from '#contact-log';
import { isBusy, onceNotBusy } from '#event-store';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { keysPlace, type KeysPlace } from './keys-place.js';
import { namedBy, readMasterKey, readOrMakeMasterKey } from './master-key.js';
import type { MasterKeySetting, StorageSettings } from './settings/storage-settings.js';

/**
 * Opens the keys where they are. Nothing is written to keys that a master key wraps before that key has opened them.
 * @throws ConfigurationInvalid the file stays locked or is damaged (lost keys cannot be restored, so it is never replaced by a new one), or
 *   the master key is missing or another; StoreUnavailable
 */
export async function openKeys(settings: StorageSettings, readOnly = false): Promise<KeyRing> {
  const place = keysPlace(settings);
  const table = await openTable(place, readOnly);
  const { masterKey } = settings;
  try {
    const isWrapped = table.wrapping() !== null;
    const master = isWrapped && masterKey !== undefined ? await readMasterKey(masterKey) : null;
    return new KeyRing(table, { master });
  } catch (error) {
    table.close();
    if (!(error instanceof MasterKeyWrong)) throw error;
    throw new ConfigurationInvalid(
      masterKey === undefined
        ? `the keys in ${place.shown} are wrapped by a master key: set MASTER_KEY_FILE or MASTER_KEY_COMMAND as it was when they were. Nothing was written.`
        : `${namedBy(masterKey)} is not the master key that wraps the keys in ${place.shown}. Set the one that does, from its backup: without it all personal data stays unreadable. Nothing was written.`,
    );
  }
}

async function openTable({ url, file }: KeysPlace, readOnly: boolean): Promise<KeyTable> {
  if (url !== null) return PostgresKeys.open(url, readOnly);
  try {
    return onceNotBusy(() => new SqliteKeys(file, readOnly));
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    if (typeof code !== 'string' || !code.startsWith('SQLITE_')) throw error;
    if (isBusy(error))
      throw new ConfigurationInvalid(
        `${file} is locked by another program (${message}). Start again once it has ended.`,
      );
    throw new ConfigurationInvalid(
      `${file} cannot be read as a file of keys (${message}). Restore it from a backup: without it all personal data stays unreadable.`,
    );
  }
}

/** Keys that there are none of yet are wrapped from the first one on, if the settings name a master key. @throws ConfigurationInvalid */
export async function wrapFromTheFirst(keys: KeyRing, { masterKey }: StorageSettings): Promise<void> {
  if (masterKey === undefined || keys.areWrapped || !keys.isEmpty) return;
  keys.wrapAll(await readOrMakeMasterKey(masterKey));
}

/**
 * Wraps keys that are there, and later ones. A server that has them open must be started again.
 * @returns whether they were not wrapped before @throws ConfigurationInvalid, StoreUnavailable
 */
export async function wrapKeys(settings: StorageSettings): Promise<boolean> {
  const { masterKey } = settings;
  if (masterKey === undefined)
    throw new ConfigurationInvalid(
      'set MASTER_KEY_FILE to the file of the master key (it is made if it does not exist), or MASTER_KEY_COMMAND',
    );
  const keys = await openKeys(settings);
  try {
    if (keys.areWrapped) return false;
    keys.wrapAll(await readOrMakeMasterKey(masterKey));
    return true;
  } finally {
    keys.close();
  }
}

/**
 * Puts another master key in the place of the one of the settings. Servers go on; their next start needs the new one.
 * @throws ConfigurationInvalid, StoreUnavailable
 */
export async function rotateMasterKey(settings: StorageSettings, to: MasterKeySetting): Promise<void> {
  const keys = await openKeys(settings);
  try {
    if (!keys.areWrapped)
      throw new ConfigurationInvalid('the keys are not wrapped: set MASTER_KEY_FILE and run `rapport keys wrap`');
    keys.changeMaster(await readOrMakeMasterKey(to));
  } finally {
    keys.close();
  }
}
