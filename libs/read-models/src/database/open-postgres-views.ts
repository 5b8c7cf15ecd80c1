import { Kysely, PostgresDialect } from 'kysely';
import type { ViewsDatabase, ViewsSchema } from './database.js';
import { migrateViews } from './migrations.js';
import { connectionsTo } from './connections.js';

/**
 * Opens views in Postgres (14 or newer), which any number of processes may share, and migrates the tables to this release.
 * @param url `postgres://user:password@host:port/database`
 * @throws ViewsUnavailable
 */
export async function openPostgresViews(url: string): Promise<ViewsDatabase> {
  const unhurried = connectToViews(url, true);
  await migrateViews(unhurried).finally(() => unhurried.destroy());
  return connectToViews(url, false);
}

/** Only connects: reads and changes nothing. @param isUnhurried whether statements have no time limit */
export const connectToViews = (url: string, isUnhurried: boolean): ViewsDatabase =>
  new Kysely<ViewsSchema>({ dialect: new PostgresDialect({ pool: connectionsTo(url, isUnhurried) }) });
