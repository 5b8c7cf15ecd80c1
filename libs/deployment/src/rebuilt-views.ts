import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { replaceSqliteViews } from '#read-models';
import type { StorageSettings } from './settings/storage-settings.js';

/** Rebuilt views wait in this file until nobody but the server has the old ones open. */
export const READY = 'views-ready.db';

/**
 * Puts rebuilt views in the place of those of this process, if there are any and nobody else has the old ones open.
 * @param whileClosed closes those of this process meanwhile; null: it has none open @returns whether they are in place
 */
export async function takeRebuiltViews(
  { dataDir, viewsUrl }: StorageSettings,
  whileClosed: (<T>(act: () => T) => Promise<T>) | null,
): Promise<boolean> {
  const [file, ready] = [join(dataDir, 'views.db'), join(dataDir, READY)];
  if (viewsUrl !== undefined || !existsSync(ready)) return false;
  const replace = () => existsSync(ready) && replaceSqliteViews(file, ready);
  return whileClosed === null ? replace() : whileClosed(replace);
}
