import { Kysely, PostgresDialect, sql } from 'kysely';
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

/** Asks whether the database answers, and changes nothing. @throws ViewsUnavailable */
export async function reachPostgresViews(url: string): Promise<void> {
  const views = connectToViews(url, false);
  await sql`select 1`.execute(views).finally(() => views.destroy());
}

/** Only connects: reads and changes nothing. @param isUnhurried whether statements have no time limit */
export const connectToViews = (url: string, isUnhurried: boolean): ViewsDatabase =>
  new Kysely<ViewsSchema>({ dialect: new PostgresDialect({ pool: connectionsTo(url, isUnhurried) }) });
