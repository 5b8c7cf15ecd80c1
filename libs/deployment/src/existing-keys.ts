import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { KeyRing } from '#contact-log';
import { keysPlace } from './keys-place.js';
import { openKeys } from './open-keys.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** What the installation makes pseudonyms with; null if it has made none yet. Nothing is written. @throws ConfigurationInvalid */
export const existingPseudonymKey = (settings: StorageSettings): Promise<Buffer | null> =>
  withExistingKeys(settings, (keys) => keys.ofPseudonyms()?.export() ?? null);

/** What seals the requests of other systems; null if there were none yet. Nothing is written. @throws ConfigurationInvalid */
export const existingInboxKey = (settings: StorageSettings): Promise<KeyObject | null> =>
  withExistingKeys(settings, (keys) => keys.ofInbox());

async function withExistingKeys<T>(settings: StorageSettings, act: (keys: KeyRing) => T | null): Promise<T | null> {
  const { url, file } = keysPlace(settings);
  if (url === null && !existsSync(file)) return null;
  const keys = await openKeys(settings, true);
  try {
    return act(keys);
  } finally {
    keys.close();
  }
}
