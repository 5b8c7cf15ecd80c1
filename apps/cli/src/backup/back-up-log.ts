import { join } from 'node:path';
import { openForReading } from '#deployment';
import { copyEvents, digestEvents, identityOf, SqliteEventStore, type EventStore, type Stretch } from '#event-store';
import type { Progress } from '../terminal/progress.js';
import type { BackupOrder } from './backup-order.js';
import { anotherLog, BackupFailed, BackupRefused } from './backup-refused.js';
import { describeFile, makePrivate } from './copy-file.js';
import type { Manifest, Segment } from './manifest.js';

export type BackedUpLog = {
  readonly lineage: string | null;
  readonly segments: readonly Segment[];
  /** The newest of them, if this run made it. */
  readonly added: Segment | null;
  /** In words, what of it is damaged in the original. */
  readonly damaged: readonly string[];
};

/** Adds what is new of the log, in a file of its own. @throws BackupRefused, BackupFailed, StorageFull, StoreUnavailable */
export async function backUpLog(
  { folder, settings, progress }: BackupOrder,
  before: Manifest | null,
): Promise<BackedUpLog> {
  const { store, close } = await openForReading(settings);
  try {
    const lineage = (await identityOf(store))?.lineage ?? null;
    const segments = before?.segments ?? [];
    if (before !== null && before.lineage !== null && before.lineage !== lineage) throw anotherLog(folder);
    const last = segments.at(-1);
    if (last !== undefined) await assertGoesOn(folder, last, store);
    const stretch = { after: last?.upTo ?? 0, upTo: Number((await store.head()) ?? 0n) };
    if (stretch.after === stretch.upTo) return { lineage, segments, added: null, damaged: [] };
    const { added, damaged } = await addSegment(folder, settings, stretch, progress);
    return { lineage, segments: [...segments, added], added, damaged };
  } finally {
    await close();
  }
}

/** @throws BackupRefused the log was put back to an earlier time since */
async function assertGoesOn(folder: string, { file, upTo }: Segment, store: EventStore): Promise<void> {
  const part = await SqliteEventStore.open(join(folder, file), { readOnly: true });
  try {
    if ((await idAt(part, upTo)) !== (await idAt(store, upTo)))
      throw new BackupRefused(
        `the log does not go on from the backup in ${folder}: it has another event at position ${upTo}, or none. Was it put back to an earlier time? Name another folder.`,
      );
  } finally {
    await part.close();
  }
}

async function idAt(store: EventStore, position: number): Promise<string | null> {
  for await (const [event] of store.readAll({ after: BigInt(position) - 1n, limit: 1 }))
    return event !== undefined && Number(event.position) === position ? event.id : null;
  return null;
}

async function addSegment(
  folder: string,
  { dataDir }: BackupOrder['settings'],
  stretch: Stretch,
  progress: Progress,
): Promise<{ readonly added: Segment; readonly damaged: readonly string[] }> {
  const [first, last] = [stretch.after + 1, stretch.upTo].map((position) => String(position).padStart(12, '0'));
  const file = `log-${first}-${last}.db`;
  const path = join(folder, file);
  makePrivate(path);
  progress.begin('log', stretch.upTo - stretch.after);
  const copied = await copyEvents(join(dataDir, 'log.db'), path, stretch, (events) => progress.reach(events));
  progress.end();
  const { events, sha256 } = await digestEvents(path, stretch);
  if (events !== copied.events || sha256 !== copied.sha256)
    throw new BackupFailed(
      `${path} differs from the log: it holds ${events} of ${copied.events} events, and ${sha256} in place of ${copied.sha256}`,
    );
  const damaged = copied.damaged.length === 0 ? [] : [damageText(copied.damaged)];
  return { added: { ...(await describeFile(folder, file)), ...stretch, events, sha256 }, damaged };
}

const damageText = ({ length, 0: first }: readonly number[]): string =>
  `${length} events of the log are damaged, the first at position ${first}: they were copied as they are`;
