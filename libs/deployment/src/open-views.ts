import { join } from 'node:path';
import {
  ALWAYS_LEADER,
  migrateViews,
  openPostgresViews,
  openSqliteViews,
  PostgresLease,
  type Lease,
  type ViewsDatabase,
} from '#read-models';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings.js';

/** Opens the tables of the views, and the lease that decides which process fills them. @throws ViewsUnavailable */
export async function openViews({
  dataDir,
  viewsUrl,
}: StorageSettings): Promise<{ readonly db: ViewsDatabase; readonly lease: Lease }> {
  if (viewsUrl !== undefined) return { db: await openPostgresViews(viewsUrl), lease: new PostgresLease(viewsUrl) };
  const file = join(dataDir, 'views.db');
  makePrivate(file);
  const db = openSqliteViews(file);
  await migrateViews(db);
  return { db, lease: ALWAYS_LEADER };
}
