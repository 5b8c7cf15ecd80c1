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
import type { StorageSettings } from './settings.js';

/** The tables of the views, ready to be used, and whose turn it is to fill them. @throws ViewsUnavailable */
export async function openViews({
  dataDir,
  viewsUrl,
}: StorageSettings): Promise<{ readonly db: ViewsDatabase; readonly turn: Turn }> {
  if (viewsUrl !== undefined) return { db: await openPostgresViews(viewsUrl), turn: new PostgresTurn(viewsUrl) };
  const db = openSqliteViews(join(dataDir, 'views.db'));
  await migrateViews(db);
  return { db, turn: ALWAYS_OURS };
}
