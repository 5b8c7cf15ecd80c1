import { join } from 'node:path';
import type { StorageSettings } from './settings/storage-settings.js';

/** The register of erasures: it should be where no backup of log and keys puts an older one in its place. */
export const erasuresFile = ({ dataDir, erasuresFile: file }: StorageSettings): string =>
  file ?? join(dataDir, 'erasures.ndjson');
