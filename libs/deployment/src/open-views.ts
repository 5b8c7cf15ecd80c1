import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ALWAYS_LEADER,
  migrateViews,
  openPostgresViews,
  openSqliteViews,
  PostgresLease,
  ViewsDamaged,
  type Lease,
  type ViewsDatabase,
} from '#read-models';
import { forgetEmbeddedViews } from './open-log.js';
import { makePrivate } from './private-file.js';
import { takeRebuiltViews } from './rebuilt-views.js';
import type { StorageSettings } from './settings/storage-settings.js';

export type OpenedViews = {
  readonly db: ViewsDatabase;
  /** Decides which process fills them. */
  readonly lease: Lease;
  /** Whether the file was damaged, so that it was deleted and made anew. */
  readonly wasDamaged: boolean;
};

/** Opens the tables of the views. A damaged file is replaced: it can be built from the log. @throws ViewsUnavailable */
export async function openViews(settings: StorageSettings): Promise<OpenedViews> {
  const { dataDir, viewsUrl } = settings;
  if (viewsUrl !== undefined)
    return { db: await openPostgresViews(viewsUrl), lease: new PostgresLease(viewsUrl), wasDamaged: false };
  // A statement finds damage that an opening does not see. It is noted for the next start.
  const note = join(dataDir, 'views.db-damaged');
  const isNoted = existsSync(note);
  if (isNoted) forgetEmbeddedViews(settings);
  rmSync(note, { force: true });
  // Nobody had the old ones open when the rebuild was done, or the server ended before it could take it.
  await takeRebuiltViews(settings, null);
  const open = () => openFile(join(dataDir, 'views.db'), () => writeFileSync(note, ''));
  try {
    return { db: await open(), lease: ALWAYS_LEADER, wasDamaged: isNoted };
  } catch (error) {
    if (!(error instanceof ViewsDamaged)) throw error;
    forgetEmbeddedViews(settings);
    rmSync(note, { force: true });
    return { db: await open(), lease: ALWAYS_LEADER, wasDamaged: true };
  }
}

async function openFile(file: string, damaged: () => void): Promise<ViewsDatabase> {
  makePrivate(file);
  const db = openSqliteViews(file, { damaged });
  try {
    await migrateViews(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
