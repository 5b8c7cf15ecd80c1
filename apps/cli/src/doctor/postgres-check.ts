import type { StorageSettings } from '#deployment';
import { isPostgresUrl, postgresFacts } from '#event-store';
import { about, type Finding } from './finding.js';

/** Looks at the Postgres that holds the log; finds nothing where another store does. @throws StoreUnavailable */
export async function checkPostgresLog({ eventStoreUrl }: StorageSettings): Promise<readonly Finding[]> {
  if (eventStoreUrl === undefined || !isPostgresUrl(eventStoreUrl)) return [];
  const { version, unsafe, schema, newestSchema } = await postgresFacts(eventStoreUrl);
  const { ok, look, wrong } = about('log');
  const found = [ok(`Postgres ${version}, the log has schema ${schema}`)];
  if (schema < newestSchema)
    found.push(
      look(
        `this release needs schema ${newestSchema} of the log`,
        'Start one server as a user who may create tables; see docs/postgres-log.md.',
      ),
    );
  for (const setting of unsafe)
    found.push(
      wrong(
        `${setting} is off, so a crash of the server can lose what was acknowledged`,
        `Set ${setting} = on in Postgres.`,
      ),
    );
  return found;
}
