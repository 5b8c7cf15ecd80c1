import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openKeys } from './open-keys.js';
import type { StorageSettings } from './settings.js';

/** What the installation makes pseudonyms with; null if it has made none yet. Nothing is written. @throws ConfigurationInvalid */
export function existingPseudonymKey({ dataDir }: StorageSettings): Buffer | null {
  const file = join(dataDir, 'keys.db');
  if (!existsSync(file)) return null;
  const keys = openKeys(file, { readOnly: true });
  try {
    return keys.ofPseudonyms()?.export() ?? null;
  } finally {
    keys.close();
  }
}
