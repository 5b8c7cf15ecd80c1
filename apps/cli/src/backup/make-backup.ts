import { existsSync, realpathSync } from 'node:fs';
import { makeFolders } from '#deployment';
import { copyFiles, lookAtKeys } from './back-up-files.js';
import { backUpLog } from './back-up-log.js';
import type { BackupOrder } from './backup-order.js';
import { anotherLog, BackupRefused } from './backup-refused.js';
import { assertWhole } from './copy-file.js';
import { alone } from './lock.js';
import { foreignFile, manifestIn, putInPlace, removeStrays, type Manifest } from './manifest.js';

export type BackupSummary = {
  /** The last position of the log in the backup; null if the log is on a server. */
  readonly position: number | null;
  readonly events: number;
  /** Of them by this run. */
  readonly newEvents: number;
  readonly bytes: number;
  readonly files: readonly string[];
  /** What the original lacks. The backup is as good as it is. */
  readonly wrong: readonly string[];
};

/**
 * Copies log, keys, tokens and audit trail into a folder, while servers run. What the folder holds of the log stays, and what is
 * new is added. The keys are copied after the log: a key is on disk before anything is sealed with it, so every customer
 * in the copied log has one. One who was erased in between has none any more, which is what an erasure is for.
 * @throws BackupRefused, BackupFailed, ConfigurationInvalid, StorageFull, StoreUnavailable: what was a backup before still is one
 */
export async function makeBackup(order: BackupOrder): Promise<BackupSummary> {
  const { folder, settings } = order;
  makeFolders(folder);
  if (existsSync(settings.dataDir) && realpathSync(folder) === realpathSync(settings.dataDir))
    throw new BackupRefused(`${folder} is DATA_DIR itself: name a folder on another disk`);
  return alone(folder, async () => {
    const before = manifestIn(folder);
    const foreign = before === null ? foreignFile(folder) : undefined;
    if (foreign !== undefined)
      throw new BackupRefused(`${folder} holds ${foreign}, which is no part of a backup: name an empty folder`);
    removeStrays(folder, before);
    try {
      return await backUp(order, before);
    } catch (error) {
      removeStrays(folder, before);
      throw error;
    }
  });
}

async function backUp(order: BackupOrder, before: Manifest | null): Promise<BackupSummary> {
  const { folder, settings, now, isQuick = false } = order;
  const isEmbedded = settings.eventStoreUrl === undefined;
  if (before !== null && (before.segments !== null) !== isEmbedded)
    throw new BackupRefused(
      `${folder} holds the backup of a store whose log is ${isEmbedded ? 'on a server' : 'in a file'}: name another folder`,
    );
  if (!isQuick) for (const segment of before?.segments ?? []) await assertWhole(folder, segment);
  const log = isEmbedded ? await backUpLog(order, before) : null;
  const files = await copyFiles(order);
  const { lineage, withoutKey } = await lookAtKeys(folder, files, log);
  if (before !== null && before.lineage !== null && before.lineage !== lineage) throw anotherLog(folder);
  const segments = log?.segments ?? null;
  const madeAt = new Date(now).toISOString();
  putInPlace(folder, { format: 'rapport-backup', version: 1, madeAt, lineage, segments, files });
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  return {
    position: segments === null ? null : (segments.at(-1)?.upTo ?? 0),
    events: sum((segments ?? []).map(({ events }) => events)),
    newEvents: log?.added?.events ?? 0,
    bytes: sum([...(segments ?? []), ...files].map(({ bytes }) => bytes)),
    files: files.map(({ name }) => name),
    wrong: [...(log?.damaged ?? []), ...withoutKey],
  };
}
