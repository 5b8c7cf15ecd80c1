// What an operator must know of the Postgres that holds the log.
import { toStoreError } from './failures.js';
import { patienceOf } from './options.js';
import { SCHEMA_VERSION, versionIn } from './schema.js';
import { discard, openUnhurried } from './sessions.js';

export type PostgresFacts = {
  /** As the server names it, such as 17.6. */
  readonly version: string;
  /** Settings of the server without which an acknowledged append can be lost. */
  readonly unsafe: readonly string[];
  /** The schema of the log; 0 where there is none. */
  readonly schema: number;
  readonly newestSchema: number;
};

/** @throws StoreUnavailable */
export async function postgresFacts(url: string): Promise<PostgresFacts> {
  try {
    const client = await openUnhurried(url, patienceOf({}));
    try {
      const { rows } = await client.query<{ version: string; unsafe: string[] }>(
        `select current_setting('server_version') as version,
          array(select name from unnest(array['fsync', 'full_page_writes']) as name
            where current_setting(name) = 'off') as unsafe`,
      );
      const { version, unsafe } = rows[0] ?? { version: 'unknown', unsafe: [] };
      return { version, unsafe, schema: await versionIn(client), newestSchema: SCHEMA_VERSION };
    } finally {
      discard(client);
    }
  } catch (error) {
    throw toStoreError(error);
  }
}
