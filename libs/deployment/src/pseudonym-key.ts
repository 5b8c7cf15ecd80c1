import { existsSync } from 'node:fs';
import { keysPlace } from './keys-place.js';
import { openKeys } from './open-keys.js';
import type { StorageSettings } from './settings/storage-settings.js';

/** What the installation makes pseudonyms with; null if it has made none yet. Nothing is written. @throws ConfigurationInvalid */
export async function existingPseudonymKey(settings: StorageSettings): Promise<Buffer | null> {
  const { url, file } = keysPlace(settings);
  if (url === null && !existsSync(file)) return null;
  const keys = await openKeys(settings, true);
  try {
    return keys.ofPseudonyms()?.export() ?? null;
  } finally {
    keys.close();
  }
}
