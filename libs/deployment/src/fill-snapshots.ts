import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { migrateViews, openSqliteViews, type FillApart, type FilledSnapshot } from '#read-models';
import { makePrivate } from './private-file.js';
import type { StorageSettings } from './settings/storage-settings.js';
import type { SnapshotMessage, SnapshotWork } from './snapshot-worker.js';

/** It holds a few hundred relationships at a time. Without a limit, what it no longer needs would be kept for long. */
const MOST_MEMORY_MB = 256;

/**
 * Fills large snapshots in a worker thread, in a file that loses its name once the worker has it open: nothing is left of it
 * when the process ends. @param now milliseconds since the epoch
 */
export const fillingIn =
  (settings: StorageSettings, now: () => number): FillApart =>
  async (order, reach, signal) => {
    const file = join(settings.dataDir, `snapshot-${randomUUID()}.db`);
    makePrivate(file);
    const db = openSqliteViews(file, { withoutJournal: true });
    try {
      await migrateViews(db);
      const asOf = order.vantage.asOf ?? Math.min(now(), order.latest ?? Infinity);
      await filledBy({ ...order, settings, file, now: asOf }, reach, signal);
      return { db, upTo: order.upTo } satisfies FilledSnapshot;
    } catch (error) {
      await db.destroy();
      throw error;
    } finally {
      rmSync(file, { force: true });
    }
  };

async function filledBy(work: SnapshotWork, reach: (done: number) => void, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(new URL(`./snapshot-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const giveUp = () => void worker.terminate();
  signal.addEventListener('abort', giveUp);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: SnapshotMessage) => {
        if ('opened' in message) rmSync(work.file, { force: true });
        else if ('done' in message) reach(message.done);
        else resolve();
      });
      worker.once('error', reject);
      worker.once('exit', () =>
        reject(signal.aborted ? (signal.reason as Error) : new Error('the worker that fills a snapshot has ended')),
      );
    });
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
