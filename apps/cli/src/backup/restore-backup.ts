import { copyFileSync, chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteKeys } from '#contact-log';
import { makeFolders, type StorageSettings } from '#deployment';
import { copyEvents, digestEvents, positionAt } from '#event-store';
import type { Progress } from '../terminal/progress.js';
import { BackupFailed, BackupRefused } from './backup-refused.js';
import { assertWhole, makePrivate } from './copy-file.js';
import { manifestIn, syncFolder, type Manifest, type Segment } from './manifest.js';
import { sealedCustomers, type SealedCustomers } from './sealed-customers.js';

/** The last position to restore, or the time up to which events were appended: milliseconds since the epoch. */
export type RestoreTo = { readonly position: number } | { readonly time: number };

export type RestoreOrder = {
  readonly folder: string;
  readonly settings: StorageSettings;
  /** Left out: all of the backup. */
  readonly to?: RestoreTo;
  readonly progress: Progress;
};

export type RestoreSummary = {
  readonly madeAt: string;
  /** Of the last event that was restored; null if the backup has no log. */
  readonly position: number | null;
  /** Events after it, which the backup has. */
  readonly leftOut: number;
  /** Customers whose key is destroyed: they stay erased, also where the log was put back to a time before. */
  readonly erased: number;
  /** Customers for whom the original had no key: their personal data cannot be read. */
  readonly withoutKey: readonly string[];
  readonly files: readonly string[];
};

/** What a store has in its folder. */
const STORE = ['log.db', 'keys.db', 'access.db', 'views.db', 'imports.db', 'admin-token.sha256'];
const WORK = 'restoring';

/**
 * Puts a backup into an empty data folder. Nothing of it is in place before all of it was checked; the log comes last, and
 * without it a start is refused.
 * @throws BackupRefused nothing was changed; BackupFailed, StorageFull, StoreUnavailable: nothing is in place
 */
export async function restoreBackup(order: RestoreOrder): Promise<RestoreSummary> {
  const { folder, settings, progress } = order;
  const manifest = manifestIn(folder);
  if (manifest === null)
    throw new BackupRefused(
      `${folder} holds no whole backup: \`rapport backup\` writes backup.json there when it has ended`,
    );
  assertFits(manifest, settings);
  const target = await targetOf(order, manifest);
  const { dataDir } = settings;
  makeFolders(dataDir);
  const taken = STORE.find((name) => existsSync(join(dataDir, name)));
  if (taken !== undefined)
    throw new BackupRefused(
      `${dataDir} holds ${taken}: a restore goes into a folder without a store. Set DATA_DIR to another, or move that store away.`,
    );
  for (const file of [...(manifest.segments ?? []), ...manifest.files]) await assertWhole(folder, file);
  const work = join(dataDir, WORK);
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { mode: 0o700 });
  try {
    for (const { name, file } of manifest.files) {
      copyFileSync(join(folder, file), join(work, name));
      chmodSync(join(work, name), 0o600);
    }
    const log = target === null ? null : join(work, 'log.db');
    if (log !== null) await joinSegments(folder, manifest.segments ?? [], log, target ?? 0, progress);
    const { erased, withoutKey } = log === null ? { erased: 0, withoutKey: [] } : await customersIn(work, log);
    const names = [...manifest.files.map(({ name }) => name), ...(log === null ? [] : ['log.db'])];
    syncFolder(work);
    for (const name of names) renameSync(join(work, name), join(dataDir, name));
    syncFolder(dataDir);
    const end = manifest.segments?.at(-1)?.upTo ?? 0;
    return {
      madeAt: manifest.madeAt,
      position: target,
      leftOut: target === null ? 0 : end - target,
      erased,
      withoutKey,
      files: names,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function assertFits({ segments }: Manifest, { eventStoreUrl }: StorageSettings): void {
  if (segments !== null && eventStoreUrl !== undefined)
    throw new BackupRefused(
      'EVENT_STORE_URL is set, but the backup holds a log: unset it to restore into DATA_DIR; `export log` and `import log` then move it to the server',
    );
  if (segments === null && eventStoreUrl === undefined)
    throw new BackupRefused(
      'the backup holds keys and tokens alone, since its log was on a server: put that log back first, and set EVENT_STORE_URL',
    );
}

/** @returns null where the backup has no log */
async function targetOf({ folder, to }: RestoreOrder, { segments }: Manifest): Promise<number | null> {
  if (segments === null) {
    if (to !== undefined)
      throw new BackupRefused(
        '--to is for a backup with a log: this one was on a server, whose own backups go back in time',
      );
    return null;
  }
  const [first, last] = [segments[0]?.after ?? 0, segments.at(-1)?.upTo ?? 0];
  if (to === undefined) return last;
  if ('position' in to) {
    if (to.position <= first || to.position > last)
      throw new BackupRefused(`--to ${to.position} is not in the backup, which has positions ${first + 1} to ${last}`);
    return to.position;
  }
  for (const { file } of [...segments].reverse()) {
    const position = await positionAt(join(folder, file), to.time);
    if (position !== null) return position;
  }
  throw new BackupRefused(`--to ${new Date(to.time).toISOString()} is before the first event of the backup`);
}

/** Makes one log of the parts. @throws BackupFailed it is not what was backed up */
async function joinSegments(
  folder: string,
  segments: readonly Segment[],
  log: string,
  target: number,
  progress: Progress,
): Promise<void> {
  makePrivate(log);
  progress.begin('log', target);
  for (const { file, after, upTo, sha256 } of segments.filter((each) => each.after < target)) {
    const stretch = { after, upTo: Math.min(upTo, target) };
    const copied = await copyEvents(join(folder, file), log, stretch, (events) => progress.reach(after + events));
    const found = await digestEvents(log, stretch);
    if (found.sha256 !== copied.sha256 || (upTo <= target && copied.sha256 !== sha256))
      throw new BackupFailed(`what was restored of ${file} is not what was backed up: ${found.sha256}`);
  }
  progress.end();
}

async function customersIn(work: string, log: string): Promise<SealedCustomers> {
  const keys = new SqliteKeys(join(work, 'keys.db'), true);
  try {
    return await sealedCustomers(log, keys);
  } finally {
    keys.close();
  }
}
