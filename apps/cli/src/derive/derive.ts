import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadOnlyLog, StorageSettings } from '#deployment';
import { StoreUnavailable } from '#event-store';
import { deriveShare, type Part, type Wanted } from './derive-share.js';
import type { WorkerOrder, WorkerMessage } from './derive-worker.js';
import { workersFor } from './workers.js';

export type DeriveOptions = {
  readonly settings: StorageSettings;
  readonly reading: ReadOnlyLog;
  readonly wanted: Wanted;
  /**
   * At most this many threads share the work; 1 means the calling thread only. Default and limits: see `workersFor`.
   */
  readonly workers?: number;
  /** Called with the number of events read since the last call. */
  readonly read?: (events: number) => void;
};

/**
 * Derives the evidence of all relationships from the facts, in parts. The same log and the same number of workers give the
 * same parts in the same order. @throws StoreUnavailable
 */
export async function* derive(options: DeriveOptions): AsyncIterable<Part> {
  const { settings, reading, wanted, read = () => {} } = options;
  const workers = workersFor({
    upTo: wanted.upTo,
    isOnServer: settings.eventStoreUrl !== undefined,
    asked: options.workers,
    cores: availableParallelism(),
  });
  if (workers === 1) {
    yield* deriveShare(reading.store, wanted, { index: 0, of: 1 }, read);
    return;
  }
  const running = Array.from({ length: workers }, (_, index) =>
    start({ settings, wanted, share: { index, of: workers } }),
  );
  try {
    yield* inTurn(running.map((worker) => partsOf(worker, read)));
  } finally {
    await Promise.all(running.map((worker) => worker.terminate()));
  }
}

/** The worker's file has the same extension as this one: `.js` when compiled, else `.ts`. */
const start = (order: WorkerOrder): Worker =>
  new Worker(new URL(`./derive-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: order,
    // Events are garbage after one relationship. A young generation that holds several saves copying them.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });

/** Listens at once: a message without a listener is lost. */
const partsOf = (worker: Worker, read: (events: number) => void): AsyncIterable<Part> =>
  partsFrom(worker, on(worker, 'message', { close: ['exit'] }) as AsyncIterable<readonly unknown[]>, read);

async function* partsFrom(
  worker: Worker,
  messages: AsyncIterable<readonly unknown[]>,
  read: (events: number) => void,
): AsyncIterable<Part> {
  for await (const [received] of messages) {
    const message = received as WorkerMessage;
    if ('read' in message) read(message.read);
    else if ('done' in message) return;
    else {
      yield message.part;
      worker.postMessage('used');
    }
  }
  throw new StoreUnavailable('a worker ended before its work was done');
}

/** Round robin, so that the order does not depend on which worker is faster. */
async function* inTurn<T>(sources: readonly AsyncIterable<T>[]): AsyncIterable<T> {
  const running = sources.map((source) => source[Symbol.asyncIterator]());
  while (running.length > 0)
    for (const each of [...running]) {
      const next = await each.next();
      if (next.done) running.splice(running.indexOf(each), 1);
      else yield next.value;
    }
}
