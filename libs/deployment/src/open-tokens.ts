import { join } from 'node:path';
import { openTokensFile, openTokensSchema, TokensUnavailable, type Tokens } from '#access';
import { ConfigurationInvalid } from './configuration-invalid.js';
import { makeDataFolder } from './data-folder.js';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings.js';

/**
 * Opens the tokens of the API: in a file of their own, or in a schema of their own of the Postgres that nodes share. A server
 * may run meanwhile. @throws ConfigurationInvalid, TokensUnavailable
 */
export async function openTokens({ dataDir, viewsUrl }: StorageSettings): Promise<Tokens> {
  if (viewsUrl !== undefined) return openTokensSchema(viewsUrl);
  makeDataFolder(dataDir);
  const file = join(dataDir, 'access.db');
  makePrivate(file);
  try {
    return await openTokensFile(file);
  } catch (error) {
    if (!(error instanceof TokensUnavailable)) throw error;
    const { message } = error.cause as { readonly message?: string };
    throw new ConfigurationInvalid(
      `${file}, which holds the tokens, cannot be read (${message ?? 'no reason is known'}). Put it back from a backup, or delete it and make the tokens anew.`,
    );
  }
}
