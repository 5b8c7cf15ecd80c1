// Exports a whole log to a file, in order.
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { openForReading, type StorageSettings } from '#deployment';
import type { EventStore, Position } from '#event-store';
import { assertFolderOf } from '../output/assert-folder.js';
import { OutputFailed } from '../output/output-failed.js';
import { inputFile } from '../import/files/input-file.js';
import type { Progress } from '../terminal/progress.js';
import { checkedLogFile, eventLine, LOG_FORMATS, trailerLine } from './log-file.js';
import { LogHash } from './log-hash.js';
import { exportKeys, type KeysOrder } from './move-keys.js';
import { MoveFailed, MoveRefused } from './move-refused.js';
import { beginOrGoOn, type Begun } from './partial-export.js';

const BATCH = 1_000;

export type MoveOrder = {
  readonly path: string;
  readonly storage: StorageSettings;
  readonly progress: Progress;
  /** The keys travel in a file of their own; left out: they are not moved. */
  readonly keys?: KeysOrder;
  /** Stops the move between two batches; the same command then continues from there. */
  readonly signal: AbortSignal;
};

export type MoveSummary = {
  readonly events: number;
  readonly sha256: string;
  /** How many of these an earlier, interrupted run had done. */
  readonly alreadyDone: number;
  /** False if it was interrupted. */
  readonly isWhole: boolean;
  /** How many keys the file of keys holds; an import: how many were not there yet. Null: keys were not moved. */
  readonly keys: number | null;
  readonly seconds: number;
};

/**
 * Writes `path`.part, and renames it to `path` when it is complete; then reads the file and the log again to compare them.
 * @throws ConfigurationInvalid there is no log; MoveRefused, MoveFailed, UnreadableFile, StoreUnavailable
 */
export async function exportLog({ path, storage, progress, signal, keys }: MoveOrder): Promise<MoveSummary> {
  const startedAt = performance.now();
  assertName(path);
  assertFolderOf(path);
  const { store, close } = await openForReading(storage);
  try {
    const part = `${path}.part`;
    const begun = await beginOrGoOn(part, store).catch((error: unknown) => {
      throw isOfFiles(error) ? new MoveRefused(`${part} cannot be written: ${error.message}`) : error;
    });
    const alreadyDone = begun.hash.events;
    const end = await store.head();
    const isWhole = await written(part, () => write(store, part, begun, end ?? 0n, progress, signal));
    const summary = { events: begun.hash.events, sha256: begun.hash.sha256(), alreadyDone, isWhole };
    if (isWhole) {
      await written(path, () => finish(part, path, begun.hash, progress));
      await assertSame(store, begun.hash, end ?? 0n, progress);
    }
    // After the log: a key is there before anything is sealed with it, so none is missing for what the file holds.
    const keysMoved = isWhole && keys !== undefined ? await exportKeys(storage, keys) : null;
    return { ...summary, keys: keysMoved, seconds: Math.round(performance.now() - startedAt) / 1000 };
  } finally {
    progress.end();
    await close();
  }
}

/** @throws OutputFailed in place of an error of the file system, such as a full disk */
async function written<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw isOfFiles(error) ? new OutputFailed(file, error) : error;
  }
}

/** A failed call of the operating system. */
const isOfFiles = (error: unknown): error is NodeJS.ErrnoException =>
  (error as Partial<NodeJS.ErrnoException> | undefined)?.syscall !== undefined;

function assertName(path: string): void {
  const name = path.toLowerCase();
  if (!LOG_FORMATS.some((ending) => name.endsWith(ending) || name.endsWith(`${ending}.gz`)))
    throw new MoveRefused(`${path} must end in .ndjson or .ndjson.gz`);
  if (existsSync(path)) throw new MoveRefused(`${path} exists already; delete it, or name another file`);
}

/** @returns false if it was interrupted */
async function write(
  store: EventStore,
  part: string,
  { hash, revisions, last }: Begun,
  end: Position,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  const file = await open(part, 'a', 0o600);
  try {
    progress.begin('Writing', Number(end));
    const after = last === null ? undefined : BigInt(last.position);
    for await (const batch of store.readAll({ ...(after === undefined ? {} : { after }), batchSize: BATCH })) {
      const wanted = batch.filter(({ position }) => position <= end);
      for (const event of wanted) {
        const gap = revisions.problemWith(event);
        if (gap !== null) throw new MoveRefused(`this log cannot be moved: ${gap}`);
        hash.add(event);
      }
      await file.appendFile(wanted.map(eventLine).join(''));
      progress.reach(Number(wanted.at(-1)?.position ?? end));
      if (signal.aborted) return false;
      if (wanted.length < batch.length) break;
    }
    await file.appendFile(trailerLine(hash));
    await file.sync();
    return true;
  } finally {
    await file.close();
  }
}

/** Compresses the file if its name ends in .gz, renames it, and reads it again to check it. */
async function finish(part: string, path: string, hash: LogHash, progress: Progress): Promise<void> {
  if (path.toLowerCase().endsWith('.gz')) {
    const packed = `${path}.packing`;
    await pipeline(createReadStream(part), createGzip(), createWriteStream(packed, { mode: 0o600 }));
    renameSync(packed, path);
    rmSync(part);
  } else renameSync(part, path);
  const file = inputFile(path, LOG_FORMATS);
  progress.begin('Checking', file.bytes);
  const { events, sha256 } = await checkedLogFile(file, (bytes) => progress.reach(bytes));
  if (events !== hash.events || sha256 !== hash.sha256())
    throw new MoveFailed(`${path} does not hold what was written to it`);
}

/** Reads the log again, since a file written in several runs must come from one unchanged log. */
async function assertSame(store: EventStore, written: LogHash, end: Position, progress: Progress): Promise<void> {
  const hash = new LogHash();
  progress.begin('Comparing', Number(end));
  for await (const batch of store.readAll({ batchSize: BATCH })) {
    for (const event of batch) if (event.position <= end) hash.add(event);
    progress.reach(Number(batch.at(-1)?.position));
    if ((batch.at(-1)?.position ?? end) >= end) break;
  }
  if (hash.sha256() !== written.sha256() || hash.events !== written.events)
    throw new MoveFailed('the log differs from what was written to the file: was it changed meanwhile?');
}
