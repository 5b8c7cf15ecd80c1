// Derives one share of the log in a thread of its own, with its own reading connection.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading, type StorageSettings } from '#deployment';
import type { Share } from '#event-store';
import type { EvidenceColumns } from '#replay';
import { deriveShare, type Part, type Wanted } from './derive-share.js';

export type WorkerOrder = { readonly settings: StorageSettings; readonly wanted: Wanted; readonly share: Share };
export type WorkerWord = { readonly read: number } | { readonly part: Part } | { readonly done: true };

if (parentPort !== null) {
  const port = parentPort;
  const { settings, wanted, share } = workerData as WorkerOrder;
  const say = (word: WorkerWord, moved: readonly ArrayBuffer[] = []): void => port.postMessage(word, moved);
  const reading = await openForReading(settings);
  try {
    // The next part is derived while this one is used; no more than these two are in memory.
    let used: Promise<unknown> = Promise.resolve();
    for await (const part of deriveShare(reading.store, wanted, share, (read) => say({ read }))) {
      await used;
      used = once(port, 'message');
      say({ part }, buffersOf(part.columns));
    }
    await used;
    say({ done: true });
  } finally {
    await reading.close();
  }
}

function buffersOf({ entryEnds, termEnds, contacts, entries, terms }: EvidenceColumns): ArrayBuffer[] {
  return [entryEnds, termEnds, contacts, ...Object.values(entries), ...Object.values(terms)].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
}
