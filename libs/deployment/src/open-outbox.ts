import { join } from 'node:path';
import { openOutboxFile, openOutboxSchema, type Outbox } from '#alerting';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { makeDataFolder } from './data-folder.js';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings/storage-settings.js';

/**
 * Opens what keeps alerts until they are delivered: in a file of its own, or in a schema of its own of the Postgres that nodes
 * share. It is apart from the views, because no rebuild may send anything again. @throws ConfigurationInvalid
 */
export async function openOutbox({ dataDir, viewsUrl }: StorageSettings): Promise<Outbox> {
  if (viewsUrl !== undefined) return openOutboxSchema(viewsUrl);
  makeDataFolder(dataDir);
  const file = join(dataDir, 'alerts.db');
  makePrivate(file);
  try {
    return await openOutboxFile(file);
  } catch (error) {
    throw new ConfigurationInvalid(
      `${file}: ${error instanceof Error ? error.message : String(error)}. If the file is damaged, delete it: what was not delivered yet is lost, and alerts go on from now.`,
    );
  }
}
