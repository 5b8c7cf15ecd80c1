// Logs to move, and what is to be seen of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportLog, type MoveOrder } from '../../apps/cli/src/move/export-log.js';
import { importLog } from '../../apps/cli/src/move/import-log.js';
import { SILENT } from '../../apps/cli/src/terminal/progress.js';
import { openLog, type StorageSettings } from '#deployment';
import type { EventStore, StoredEvent } from '#event-store';
import { seeded } from '../contract/history-writer.js';
import { all, anEvent } from '../contract/log-under-test.js';

const folders: string[] = [];

export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-move-'));
  folders.push(folder);
  return folder;
}

export function removeScratch(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export const embedded = (): StorageSettings => ({ dataDir: scratch() });

export async function within<T>(storage: StorageSettings, work: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await openLog(storage);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Appends to several streams in turn, one to five events at a time. */
export async function fill(storage: StorageSettings, appends: number, seed = 1): Promise<void> {
  const random = seeded(seed);
  const streams = Array.from({ length: 7 }, (_, i) => `relationship-c-${seed}-${i}`);
  await within(storage, async (store) => {
    const asked: Promise<unknown>[] = [];
    for (let i = 0; i < appends; i += 1) {
      const stream = streams[Math.floor(random() * streams.length)] ?? '';
      const events = Array.from({ length: 1 + Math.floor(random() * 5) }, (_, at) =>
        anEvent({
          data: { occurredAt: '2026-03-02T09:30:00.000Z', text: `Zoë ${i}.${at} \u0000 😀 \ud83d`, 2: 'b', 1: 'a' },
          metadata: { recordedAt: '2026-03-04T10:00:00.000Z', recordedBy: 'u-1', $correlationId: 'x' },
        }),
      );
      asked.push(store.append(stream, events, 'any'));
    }
    await Promise.all(asked);
  });
}

/** Everything that a move keeps, in order. */
export const kept = (storage: StorageSettings): Promise<Omit<StoredEvent, 'position' | 'appendedAt'>[]> =>
  within(storage, async (store) =>
    (await all(store.readAll())).map(({ position: _, appendedAt: __, ...event }) => event),
  );

type Options = Partial<Pick<MoveOrder, 'signal' | 'progress'>>;

const order = (storage: StorageSettings, path: string, options: Options): MoveOrder => ({
  storage,
  path,
  progress: SILENT,
  signal: new AbortController().signal,
  ...options,
});

export const exported = (storage: StorageSettings, path: string, options: Options = {}) =>
  exportLog(order(storage, path, options));
export const imported = (storage: StorageSettings, path: string, options: Options = {}) =>
  importLog(order(storage, path, options));

/** Aborts when a stage of this name has come a part of its way. */
export function interruptedIn(stage: string, share: number): Required<Options> {
  const stopping = new AbortController();
  let total = Infinity;
  return {
    signal: stopping.signal,
    progress: {
      begin: (name, of) => (total = name === stage ? (of ?? Infinity) : Infinity),
      reach: (value) => void (value >= total * share && stopping.abort()),
      end: () => {},
    },
  };
}
