import { join } from 'node:path';
import type { StorageSettings } from './settings/storage-settings.js';

/** Where a node keeps what other systems sent it until it is mapped. Each node has its own, wherever the log is. */
export const inboxFile = ({ dataDir }: StorageSettings): string => join(dataDir, 'inbox.db');
