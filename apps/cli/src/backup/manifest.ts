// backup.json says which files of the folder are the backup. It is replaced whole, last: until then the backup before holds,
// and a folder without it holds none.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BackupRefused } from './backup-refused.js';

export type BackedUpFile = {
  /** In the folder of the backup. */
  readonly file: string;
  readonly bytes: number;
  readonly fileSha256: string;
};

/** Part of the log: a log of its own, with the events after one position, up to and including another. */
export type Segment = BackedUpFile & {
  readonly after: number;
  readonly upTo: number;
  readonly events: number;
  /** Of all values of its events, as `copyEvents` makes it. */
  readonly sha256: string;
};

/** A file of the data folder, as it was after the log was copied. */
export type CopiedFile = BackedUpFile & { readonly name: string };

export type Manifest = {
  readonly format: 'rapport-backup';
  readonly version: 1;
  readonly madeAt: string;
  /** Which log it is; null for one that an earlier release wrote. */
  readonly lineage: string | null;
  /** The log, in order; null where it is on a server, whose own backup has it. */
  readonly segments: readonly Segment[] | null;
  readonly files: readonly CopiedFile[];
};

const NAME = 'backup.json';
const OURS =
  /^(log-\d+-\d+|keys-\d+|access-\d+)\.db(-journal|-wal|-shm)?$|^admin-token-\d+\.sha256$|^backup\.(json\.next|lock)$/;

/** Null if there is none: no backup was ever completed there. @throws BackupRefused it is of a newer release, or no manifest */
export function manifestIn(folder: string): Manifest | null {
  const file = join(folder, NAME);
  if (!existsSync(file)) return null;
  const read = parsed(readFileSync(file, 'utf8'));
  if (read?.format !== 'rapport-backup') throw new BackupRefused(`${file} is not the list of a backup of Rapport`);
  if (read.version !== 1)
    throw new BackupRefused(
      `${file} was written by a newer release: its version is ${String(read.version)}, this one reads 1`,
    );
  return read as Manifest;
}

function parsed(text: string): { readonly format?: unknown; readonly version?: unknown } | null {
  try {
    return JSON.parse(text) as { readonly format?: unknown } | null;
  } catch {
    return null;
  }
}

/** From now on the folder holds this backup. Files that are not of it are removed, such as keys that an erasure destroyed since. */
export function putInPlace(folder: string, manifest: Manifest): void {
  const next = join(folder, `${NAME}.next`);
  writeFileSync(next, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  syncFolder(folder);
  renameSync(next, join(folder, NAME));
  syncFolder(folder);
  removeStrays(folder, manifest);
}

/** What runs left that were killed, and what the newest backup no longer has. The lock stays. */
export function removeStrays(folder: string, manifest: Manifest | null): void {
  const kept = new Set([...(manifest?.segments ?? []), ...(manifest?.files ?? [])].map(({ file }) => file));
  for (const name of readdirSync(folder))
    if (OURS.test(name) && !kept.has(name) && name !== 'backup.lock') rmSync(join(folder, name));
}

/** The first file that no backup has written; undefined if there is none. */
export const foreignFile = (folder: string): string | undefined =>
  readdirSync(folder).find((name) => name !== NAME && !OURS.test(name));

export function syncFolder(folder: string): void {
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
