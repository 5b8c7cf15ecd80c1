import { availableParallelism } from 'node:os';
import type { ViewsDatabase } from '../database.js';
import type { RelationshipViews } from '../relationship-views.js';
import { exposureChanges } from './exposure-changes.js';
import type { ExposureChange } from './exposure-row.js';
import { WorkerThread } from './worker-thread.js';

const MOST_WORKERS = 4;

/** The book as some workers hold it, each a part. */
export type Crew = {
  readonly threads: readonly WorkerThread[];
  /** Log position up to which they hold everything. */
  readonly position: number;
  /** How many relationships. */
  readonly size: number;
  /** The earliest time that all can be read at, milliseconds since the epoch. */
  readonly latest: number;
};

/** Keeps the book in workers, started when it is first asked for, and brings it up to date by what changed since. */
export class BookInWorkers {
  private crew: Crew | null = null;
  private updating: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly db: ViewsDatabase,
    private readonly relationships: Pick<RelationshipViews, 'checkpoint' | 'refreshFromNow'>,
    private readonly workers = Math.min(MOST_WORKERS, availableParallelism()),
  ) {}

  /** The book with everything that was committed to the views before the call. */
  upToDate(): Promise<Crew> {
    const updated = this.updating.then(() => this.update());
    this.updating = updated.catch(() => {});
    return updated;
  }

  async end(): Promise<void> {
    await this.updating;
    await Promise.all((this.crew?.threads ?? []).map((thread) => thread.end()));
  }

  private async update(): Promise<Crew> {
    const crew = this.crew ?? this.start();
    this.crew = crew;
    // Read first: whatever is committed later than this comes again the next time.
    const position = await this.relationships.checkpoint();
    await this.relationships.refreshFromNow();
    for await (const rows of exposureChanges(this.db, crew.position))
      await Promise.all(partsOf(rows, crew.threads).map(([thread, part]) => thread.ask('change', { rows: part })));
    const parts = await Promise.all(crew.threads.map((thread) => thread.ask('change', { rows: [] })));
    const updated = {
      threads: crew.threads,
      position,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      latest: Math.max(...parts.map(({ latest }) => latest)),
    };
    if (this.crew === crew) this.crew = updated;
    return updated;
  }

  private start(): Crew {
    const ended = () => {
      // What is left of them holds a book with a hole in it.
      if (this.crew?.threads === threads) this.crew = null;
      for (const thread of threads) void thread.end();
    };
    const threads: readonly WorkerThread[] = Array.from({ length: this.workers }, () => new WorkerThread(ended));
    return { threads, position: -1, size: 0, latest: -Infinity };
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
