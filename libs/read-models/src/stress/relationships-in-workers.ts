import { availableParallelism } from 'node:os';
import { exposureChanges, type ExposureSource } from '../rows/exposure-changes.js';
import type { ExposureChange } from '../rows/exposure-row.js';
import { WorkerThread } from './worker-thread.js';

const MOST_WORKERS = 4;
const BEFORE_ALL = -1;

/** The book as some workers hold it, each a part. */
export type Workers = {
  readonly threads: readonly WorkerThread[];
  /** Log position up to which they hold everything. */
  readonly position: number;
  /** Log position of the last change of models that they know of. */
  readonly modelsAt: number;
  /** How many relationships. */
  readonly size: number;
  /** The earliest time that all can be read at, milliseconds since the epoch. */
  readonly latest: number;
};

/** Keeps the book in workers, started when it is first asked for, and brings it up to date by what changed since. */
export class RelationshipsInWorkers {
  private workers: Workers | null = null;
  private updating: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: ExposureSource,
    private readonly workerCount = Math.min(MOST_WORKERS, availableParallelism()),
  ) {}

  /** The book with everything that was committed to the views before the call. */
  upToDate(): Promise<Workers> {
    const updated = this.updating.then(() => this.update());
    this.updating = updated.catch(() => {});
    return updated;
  }

  async end(): Promise<void> {
    await this.updating;
    await Promise.all((this.workers?.threads ?? []).map((thread) => thread.end()));
  }

  /** Ends once all that was asked is answered. */
  async retire(): Promise<void> {
    await this.updating;
    await Promise.all((this.workers?.threads ?? []).map((thread) => thread.retire()));
  }

  private async update(): Promise<Workers> {
    const workers = this.workers ?? this.start();
    this.workers = workers;
    const changedAt = this.source.modelsChangedAt();
    const position = await this.source.refresh();
    // One that the rows have not come to yet is seen to the next time.
    const modelsAt = changedAt <= position ? changedAt : workers.modelsAt;
    const since = modelsAt > workers.modelsAt ? BEFORE_ALL : workers.position;
    for await (const rows of exposureChanges(this.source.db, since))
      await Promise.all(partsOf(rows, workers.threads).map(([thread, part]) => thread.ask('change', { rows: part })));
    const parts = await Promise.all(workers.threads.map((thread) => thread.ask('change', { rows: [] })));
    const updated = {
      threads: workers.threads,
      position,
      modelsAt,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      latest: Math.max(...parts.map(({ latest }) => latest)),
    };
    if (this.workers === workers) this.workers = updated;
    return updated;
  }

  private start(): Workers {
    const ended = () => {
      // What is left of them holds a book with a hole in it.
      if (this.workers?.threads === threads) this.workers = null;
      for (const thread of threads) void thread.end();
    };
    const threads: readonly WorkerThread[] = Array.from({ length: this.workerCount }, () => new WorkerThread(ended));
    return { threads, position: BEFORE_ALL, modelsAt: 0, size: 0, latest: -Infinity };
  }
}

/** A customer always belongs to the same thread. */
function partsOf(
  rows: readonly ExposureChange[],
  threads: readonly WorkerThread[],
): [WorkerThread, ExposureChange[]][] {
  const parts = threads.map((thread): [WorkerThread, ExposureChange[]] => [thread, []]);
  for (const row of rows) parts[hashOf(row[0]) % threads.length]?.[1].push(row);
  return parts;
}

/** FNV-1a, 0 or more. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
