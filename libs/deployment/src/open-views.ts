import { join } from 'node:path';
import {
  ALWAYS_OURS,
  migrateViews,
  openPostgresViews,
  openSqliteViews,
  PostgresTurn,
  type Turn,
  type ViewsDatabase,
} from '#read-models';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings.js';

/** The tables of the views, ready to be used, and whose turn it is to fill them. @throws ViewsUnavailable */
export async function openViews({
  dataDir,
  viewsUrl,
}: StorageSettings): Promise<{ readonly db: ViewsDatabase; readonly turn: Turn }> {
  if (viewsUrl !== undefined) return { db: await openPostgresViews(viewsUrl), turn: new PostgresTurn(viewsUrl) };
  const file = join(dataDir, 'views.db');
  makePrivate(file);
  const db = openSqliteViews(file);
  await migrateViews(db);
  return { db, turn: ALWAYS_OURS };
}
