import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StorageSettings } from '#deployment';
import type { ViewsDatabase } from '#read-models';
import { databaseNamed, PostgresServer } from './postgres.js';

// Where the deployments of a test file keep their views: in SQLite, unless the file says otherwise.

let postgres: PostgresServer | null = null;
const made = new Map<string, Promise<string>>();

/** Until the end of the test file views are kept in Postgres, those of each data folder in a database of its own. */
export async function keepViewsInPostgres(): Promise<void> {
  const server = await PostgresServer.shared();
  postgres = server;
  afterAll(async () => {
    postgres = null;
    for (const dataDir of made.keys()) await server.dropDatabase(databaseNamed(dataDir));
    made.clear();
  });
}

export const viewsAreInPostgres = (): boolean => postgres !== null;

export async function storageIn(dataDir: string): Promise<StorageSettings> {
  if (postgres === null) return { dataDir };
  const url = made.get(dataDir) ?? postgres.createDatabase(databaseNamed(dataDir));
  made.set(dataDir, url);
  return { dataDir, viewsUrl: await url };
}

/** Deletes the views of a data folder, which nobody has open. */
export async function forgetViews(dataDir: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `views.db${end}`), { force: true });
  // To drop the database and make it anew takes ten times as long.
  if (postgres !== null && made.has(dataDir)) await postgres.emptyDatabase(databaseNamed(dataDir));
}

/** Looks into the tables of the views of a data folder. */
export async function withViews<T>(dataDir: string, look: (db: ViewsDatabase) => Promise<T>): Promise<T> {
  const { openPostgresViews, openSqliteViews } = await import('#read-models');
  const { viewsUrl } = await storageIn(dataDir);
  const db =
    viewsUrl === undefined
      ? openSqliteViews(join(dataDir, 'views.db'), { readOnly: true })
      : await openPostgresViews(viewsUrl);
  return look(db).finally(() => db.destroy());
}
