// A worker thread that derives one share of the log, with its own connection to the log.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading, type StorageSettings } from '#deployment';
import type { Share } from '#event-store';
import type { EvidenceColumns } from '#replay';
import { deriveShare, type Part, type Wanted } from './derive-share.js';

export type WorkerOrder = { readonly settings: StorageSettings; readonly wanted: Wanted; readonly share: Share };
export type WorkerMessage = { readonly read: number } | { readonly part: Part } | { readonly done: true };

if (parentPort !== null) {
  const port = parentPort;
  const { settings, wanted, share } = workerData as WorkerOrder;
  const post = (message: WorkerMessage, moved: readonly ArrayBuffer[] = []): void => port.postMessage(message, moved);
  const reading = await openForReading(settings);
  try {
    // The next part is derived while the main thread uses this one; at most these two are in memory.
    let used: Promise<unknown> = Promise.resolve();
    for await (const part of deriveShare(reading.store, wanted, share, (read) => post({ read }))) {
      await used;
      used = once(port, 'message');
      post({ part }, buffersOf(part.columns));
    }
    await used;
    post({ done: true });
  } finally {
    await reading.close();
  }
}

function buffersOf({ entryEnds, termEnds, contacts, entries, terms }: EvidenceColumns): ArrayBuffer[] {
  return [entryEnds, termEnds, contacts, ...Object.values(entries), ...Object.values(terms)].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
}
