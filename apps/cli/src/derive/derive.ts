import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadOnlyLog, StorageSettings } from '#deployment';
import { StoreUnavailable } from '#event-store';
import { deriveShare, type Part, type Wanted } from './derive-share.js';
import type { WorkerOrder, WorkerWord } from './derive-worker.js';
import { workersFor } from './workers.js';

export type DeriveOptions = {
  readonly settings: StorageSettings;
  readonly reading: ReadOnlyLog;
  readonly wanted: Wanted;
  /**
   * How many threads share the work, at most; 1: this one alone. Left out, and where there is less to do: see `workersFor`.
   */
  readonly workers?: number;
  /** Is told how many events were read. */
  readonly read?: (events: number) => void;
};

/**
 * The evidence of the whole book in parts, derived anew from the facts. The same log read by as many workers gives the
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

/** A file of the same kind as this one, compiled or not. */
const start = (order: WorkerOrder): Worker =>
  new Worker(new URL(`./derive-worker${extname(import.meta.url)}`, import.meta.url), {
    workerData: order,
    // Events live for one relationship's time: with room for a few of those, next to none of them is ever copied.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });

/** Listens from now on, since what a worker says to nobody is lost. */
const partsOf = (worker: Worker, read: (events: number) => void): AsyncIterable<Part> =>
  partsFrom(worker, on(worker, 'message', { close: ['exit'] }) as AsyncIterable<readonly unknown[]>, read);

async function* partsFrom(
  worker: Worker,
  words: AsyncIterable<readonly unknown[]>,
  read: (events: number) => void,
): AsyncIterable<Part> {
  for await (const [said] of words) {
    const word = said as WorkerWord;
    if ('read' in word) read(word.read);
    else if ('done' in word) return;
    else {
      yield word.part;
      worker.postMessage('used');
    }
  }
  throw new StoreUnavailable('a worker ended before its work was done');
}

/** One of each in turn, so that the order does not depend on who is faster. */
async function* inTurn<T>(sources: readonly AsyncIterable<T>[]): AsyncIterable<T> {
  const running = sources.map((source) => source[Symbol.asyncIterator]());
  while (running.length > 0)
    for (const each of [...running]) {
      const next = await each.next();
      if (next.done) running.splice(running.indexOf(each), 1);
      else yield next.value;
    }
}
