import { availableParallelism } from 'node:os';
import { exposureChanges, type ExposureSource } from '../rows/exposure-changes.js';
import type { ExposureChange } from '../rows/exposure-row.js';
import { WorkerThread } from './worker-thread.js';

const MOST_WORKERS = 4;
const BEFORE_ALL = -1;

/** The workers that hold all relationships, each a share. */
export type Workers = {
  readonly threads: readonly WorkerThread[];
  /** Log position up to which they are complete. */
  readonly position: number;
  /** Log position of the last change of models that they include. */
  readonly modelsAt: number;
  /** Number of relationships. */
  readonly size: number;
  /** The earliest time as of which all of them can be assessed, milliseconds since the epoch. */
  readonly latest: number;
};

/** Keeps all relationships in workers. The first call starts them; later calls send them only what has changed. */
export class RelationshipsInWorkers {
  private workers: Workers | null = null;
  private updating: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: ExposureSource,
    private readonly workerCount = Math.min(MOST_WORKERS, availableParallelism()),
  ) {}

  /** The workers, with everything that was committed to the views before the call. */
  upToDate(): Promise<Workers> {
    const updated = this.updating.then(() => this.update());
    this.updating = updated.catch(() => {});
    return updated;
  }

  async end(): Promise<void> {
    await this.updating;
    await Promise.all((this.workers?.threads ?? []).map((thread) => thread.end()));
  }

  /** Ends the workers once all their requests are answered. */
  async retire(): Promise<void> {
    await this.updating;
    await Promise.all((this.workers?.threads ?? []).map((thread) => thread.retire()));
  }

  private async update(): Promise<Workers> {
    const workers = this.workers ?? this.start();
    this.workers = workers;
    const changedAt = this.source.modelsChangedAt();
    const position = await this.source.refresh();
    // A change of models that the rows do not include yet is handled by the next update.
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
      // The share of the ended worker is lost, so the others are useless.
      if (this.workers?.threads === threads) this.workers = null;
      for (const thread of threads) void thread.end();
    };
    const threads: readonly WorkerThread[] = Array.from({ length: this.workerCount }, () => new WorkerThread(ended));
    return { threads, position: BEFORE_ALL, modelsAt: 0, size: 0, latest: -Infinity };
  }
}

/** A customer always goes to the same worker. */
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
