import { Kysely, PostgresDialect } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from './database.js';
import { migrateViews } from './migrations.js';
import { connectionsTo } from './connections.js';

/**
 * Views in a Postgres (14 or newer) that any number of processes share, its tables brought up to this release.
 * @param url `postgres://user:password@host:port/database`
 * @throws ViewsUnavailable
 */
export async function openPostgresViews(url: string): Promise<ViewsDatabase> {
  const unhurried = connectToViews(url, true);
  await migrateViews(unhurried).finally(() => unhurried.destroy());
  return connectToViews(url, false);
}

/** A connection alone: nothing is looked at or changed. @param isUnhurried where statements may take as long as they do */
export const connectToViews = (url: string, isUnhurried: boolean): ViewsDatabase =>
  new Kysely<ViewsSchema>({ dialect: new PostgresDialect({ pool: connectionsTo(url, isUnhurried) }) });
