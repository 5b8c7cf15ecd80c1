import { join } from 'node:path';
import { openAccessFile, openAccessSchema, TokensUnavailable, type Access } from '#access';
import { ConfigurationInvalid } from './settings/configuration-invalid.js';
import { makeDataFolder } from './data-folder.js';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings/storage-settings.js';

/**
 * Opens the tokens of the API and the audit trail: in a file of their own, or in a schema of their own of the Postgres that nodes share. A server
 * may run meanwhile. @throws ConfigurationInvalid, TokensUnavailable
 */
export async function openAccess({ dataDir, viewsUrl }: StorageSettings): Promise<Access> {
  if (viewsUrl !== undefined) return openAccessSchema(viewsUrl);
  makeDataFolder(dataDir);
  const file = join(dataDir, 'access.db');
  makePrivate(file);
  try {
    return await openAccessFile(file);
  } catch (error) {
    if (!(error instanceof TokensUnavailable)) throw error;
    throw new ConfigurationInvalid(
      `${file}: ${error.message}. Put it back from a backup, or delete it and make the tokens anew.`,
    );
  }
}
