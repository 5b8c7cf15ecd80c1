import {
  Backoff,
  identityOf,
  pause,
  type EventStore,
  type LogIdentity,
  type Pause,
  type Position,
  type StoredEvent,
} from '#event-store';
import type { ModelLog } from '#model-log';
import { Announcements, type Listener } from './announcements.js';
import { CheckpointMoved, parkEvent, readCheckpoint, writeBatch } from './batch-writing.js';
import type { ViewsDatabase } from '../database/database.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { scrub } from '../database/scrub.js';
import { ALWAYS_LEADER, type Lease } from '../leading/lease.js';
import { countParked, parkedStreams } from '../rows/parked.js';
import { poisonIn } from '../rows/poison.js';
import { retryStream } from './retry-stream.js';
import { Waiters } from './waiters.js';
import { misfitOf } from '../database/views-of-log.js';
import { obstacleIn, ViewsMisfit, type Obstacle } from './obstacle.js';

const BATCH_SIZE = 5_000;
/** Pause before a retry after an interruption. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** For callers that need the views for their answer. In normal operation the views are never this far behind. */
export const LONGEST_WAIT_FOR_VIEWS_MS = 5_000;

/** Called each time the projector cannot go on, which it retries until it can; and with each event that it parks. */
export type Interrupted = (error: unknown) => void;

/** Somebody deleted the views while the projector ran. They are rebuilt, so the log is followed from the start again. */
class ViewsEmptied extends Error {}

/**
 * Follows the log and fills the views. Rows and checkpoint commit together, and only if the checkpoint is still where it
 * was read. So each event changes each view exactly once, even if it is delivered several times or several projectors run.
 * Where another process is the leader, this one also reads the log, and waits until the leader has committed what it read.
 * So its listeners get every contact, too.
 */
export class Projector {
  private readonly stopping = new AbortController();
  private readonly announcements = new Announcements();
  private readonly readers = new Waiters();
  private readonly writers = new Waiters();
  private readonly newListeners = new Waiters();
  private running: Promise<unknown> = Promise.resolve();
  /** The last known position of the checkpoint. */
  private committed = 0;
  /** Log position up to which the log was read; the next batch starts there. */
  private read = 0;
  /** Whether all removed personal data is also scrubbed from the files. */
  private isClean = false;
  private obstacle: Obstacle | null = null;
  private identity: LogIdentity | null = null;
  /** The most events that commit together: fewer while one is searched that cannot be projected. */
  private atOnce = BATCH_SIZE;
  private interrupted: Interrupted = () => undefined;
  /** Ends the reading of the log that is under way. */
  private again = new AbortController();

  /**
   * @param lease tells which process projects, where several processes share the views
   * @param pausing how it waits before a retry
   */
  constructor(
    readonly store: EventStore,
    readonly db: ViewsDatabase,
    readonly relationships: RelationshipViews,
    readonly models: ModelLog,
    private readonly lease: Lease = ALWAYS_LEADER,
    private readonly pausing: Pause = pause,
  ) {}

  /** @param batchSize the most events that commit together */
  start(interrupted: Interrupted = () => undefined, batchSize = BATCH_SIZE): void {
    this.interrupted = interrupted;
    this.lease.begin();
    this.running = Promise.all([this.run(batchSize), this.followLeader()]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.readers.giveUp();
    this.writers.giveUp();
    this.newListeners.giveUp();
    await this.lease.end();
    await this.running;
  }

  /** Other tables have taken the place of the views, and may be at another position: the log is followed from there. */
  viewsReplaced(): void {
    this.again.abort();
  }

  /** Adds a listener to everything that any process commits to the views, in log order. @returns removes the listener */
  onCommitted(listener: Listener): () => void {
    return this.announcements.add(listener);
  }

  /** The last known log position up to which the views are complete. */
  get position(): Position {
    return BigInt(this.committed);
  }

  /**
   * The log position up to which the views are complete and this process has read the log itself, so that it knows all models
   * up to there. What is told of an event is told once this has reached it. It goes back while views are rebuilt.
   */
  get shown(): Position {
    return BigInt(Math.min(this.committed, this.announcements.toldUpTo ?? 0));
  }

  /** Whether this process is the leader: it projects, and does the work that only one of the processes must do. */
  get leads(): boolean {
    return this.lease.isLeader;
  }

  /** Why the last attempt to go on failed; null while the projector works. It retries by itself. */
  get stuckOn(): Obstacle | null {
    return this.obstacle;
  }

  /** Whether the views can be reached now. @throws never */
  async reachesViews(): Promise<boolean> {
    return readCheckpoint(this.db).then(
      () => true,
      () => false,
    );
  }

  /** Waits until the views are complete up to the position. @returns whether they were within the time */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.committed >= Number(position)) return true;
    return this.readers.reaching(Number(position), timeoutMs);
  }

  /** As waitFor, for callers that can do without: returns false at once while the projector cannot go on. */
  async waitWhileWorking(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.committed >= Number(position)) return true;
    return this.obstacle === null && this.writers.reaching(Number(position), timeoutMs);
  }

  /**
   * As waitFor, until this process has also read the log itself up to the position. It then knows all models up to there,
   * and a new listener gets only contacts after the position.
   */
  async waitUntilTold(position: Position, timeoutMs: number): Promise<boolean> {
    if ((this.announcements.toldUpTo ?? 0) >= Number(position)) return true;
    return this.newListeners.reaching(Number(position), timeoutMs);
  }

  /** Waits until `shown` is at the position. @returns whether it was within the time, which may pass twice */
  async waitUntilShown(position: Position, timeoutMs: number): Promise<boolean> {
    return (await this.waitFor(position, timeoutMs)) && this.waitUntilTold(position, timeoutMs);
  }

  /**
   * Projects parked events of these streams again, of each all or none. It may run beside the projector.
   * @param streams left out: all @param signal ends it between two streams @returns how many events are no longer parked
   */
  async retryParked(streams?: readonly string[], signal?: AbortSignal): Promise<number> {
    let released = 0;
    for (const stream of streams ?? (await parkedStreams(this.db))) {
      if (signal?.aborted) return released;
      released += await retryStream(this, stream);
    }
    return released;
  }

  /** The number of parked events. */
  parked(): Promise<number> {
    return countParked(this.db);
  }

  /**
   * Projects what the log holds now, without the lease, and returns. Do not call it while the projector runs.
   * @param batchSize the most events that commit together @param signal ends it after a batch
   */
  async catchUp(batchSize = BATCH_SIZE, signal?: AbortSignal): Promise<void> {
    await this.assertFit();
    const head = await this.store.head();
    this.read = this.committed = await readCheckpoint(this.db);
    await this.begin();
    if (head === null) return;
    for await (const batch of this.store.readAll({ after: BigInt(this.read), batchSize })) {
      await this.commit(batch, ALWAYS_LEADER);
      if (signal?.aborted) return;
    }
  }

  /** Follows the log, and after any failure continues where it stopped: no failure ends it. */
  private async run(batchSize: number): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS, this.pausing);
    while (!signal.aborted) {
      try {
        await this.follow(batchSize, () => {
          this.obstacle = null;
          backoff.reset();
        });
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof ViewsEmptied) continue;
        this.obstacle = obstacleIn(error);
        this.writers.giveUp();
        this.interrupted(error);
        await backoff.wait(undefined, signal);
      }
    }
  }

  private async follow(batchSize: number, worked: () => void): Promise<void> {
    this.again = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, this.again.signal]);
    await this.assertFit();
    await this.readCommitted();
    if (this.announcements.toldUpTo === null) await this.begin();
    // With events to project, it works again only once some are committed: reading goes on when the disk is full.
    if (Number((await this.store.head()) ?? 0n) <= this.committed) worked();
    // It may take long, and what is recorded meanwhile does not depend on it.
    const retrying = this.lease.isLeader ? this.retryParked(undefined, signal).catch(this.interrupted) : null;
    if (this.lease.isLeader) await this.scrub();
    try {
      await this.followLog(batchSize, signal, worked);
    } finally {
      await retrying;
    }
  }

  /**
   * Another process may have projected a change of models after this one read them. The log is followed from the checkpoint, so
   * that change would be in no batch: rows would be weighed by the model before it.
   */
  private async begin(): Promise<void> {
    const { committed } = this;
    await this.models.read();
    this.announcements.beginAt(committed);
    this.newListeners.reached(committed);
  }

  private async followLog(batchSize: number, signal: AbortSignal, worked: () => void): Promise<void> {
    this.read = Math.min(this.committed, this.announcements.toldUpTo ?? this.committed);
    for await (const batch of this.store.follow({ after: BigInt(this.read), batchSize, signal })) {
      await this.commit(batch, this.lease);
      worked();
      if (signal.aborted) return;
    }
  }

  /** Wakes waiting callers when the leader commits, even if this process has not read the log that far. */
  private async followLeader(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.lease.changed(signal);
      if (!signal.aborted && !this.lease.isLeader) await this.readCommitted().catch(() => undefined);
    }
  }

  /** @throws ViewsMisfit */
  private async assertFit(): Promise<void> {
    this.identity = await identityOf(this.store);
    const misfit = await misfitOf(this.db, this.store, this.identity);
    if (misfit !== null) throw new ViewsMisfit(misfit);
  }

  private reached(): void {
    this.readers.reached(this.committed);
    this.writers.reached(this.committed);
  }

  private async readCommitted(): Promise<void> {
    this.committed = await readCheckpoint(this.db);
    this.reached();
  }

  /** Projects the batch, or waits until the leader has. Events before the checkpoint are only announced. */
  private async commit(batch: readonly StoredEvent[], lease: Lease): Promise<void> {
    for (let rest = batch; ;) {
      if (this.committed < this.read) throw new ViewsEmptied();
      const [passed, next] = split(rest, this.committed);
      for (const event of passed) this.followModels(event);
      this.announcements.tell(passed);
      this.newListeners.reached(this.announcements.toldUpTo ?? 0);
      rest = next;
      if (rest.length === 0) break;
      if (lease.isLeader) await this.project(rest);
      else {
        await this.untilCommitted(rest, lease);
        if (this.stopping.signal.aborted) return;
      }
    }
    this.read = Number(batch.at(-1)?.position ?? this.read);
  }

  /** An event that cannot be read is parked, not followed. */
  private followModels(event: StoredEvent): void {
    try {
      this.models.follow(event);
    } catch (error) {
      if (poisonIn(error) === null) throw error;
    }
  }

  /** Waits until the leader has committed some of the batch, or this process may have become the leader. */
  private async untilCommitted(batch: readonly StoredEvent[], lease: Lease): Promise<void> {
    // Subscribed before the checkpoint is read, so that no change in between is missed.
    const changed = lease.changed(this.stopping.signal);
    await this.readCommitted();
    if (split(batch, this.committed)[0].length === 0) await changed;
  }

  /**
   * Projects the first events of the batch: all of them, unless one of them cannot be projected. Then fewer and fewer, until
   * the one is found and parked. Writes nothing if another process has moved the checkpoint.
   */
  private async project(batch: readonly StoredEvent[]): Promise<void> {
    const { db, relationships, models, identity } = this;
    const parts = { db, relationships, models, identity };
    const first = batch.slice(0, this.atOnce);
    try {
      if (await writeBatch(parts, first, this.committed)) this.isClean = false;
    } catch (error) {
      if (error instanceof CheckpointMoved) return this.readCommitted();
      const reason = poisonIn(error);
      if (reason === null) throw error;
      const [event] = first;
      if (event === undefined || first.length > 1) {
        this.atOnce = Math.floor(first.length / 2);
        return;
      }
      this.interrupted(error);
      try {
        if (await parkEvent(parts, { event, reason }, this.committed)) this.isClean = false;
      } catch (failure) {
        if (failure instanceof CheckpointMoved) return this.readCommitted();
        throw failure;
      }
    }
    this.atOnce = Math.min(this.atOnce * 2, BATCH_SIZE);
    this.committed = Number(first.at(-1)?.position);
    await this.scrub();
    this.reached();
  }

  /** If other users of the file prevent it, it is retried after the next commit or the next start. */
  private async scrub(): Promise<void> {
    if (this.isClean) return;
    this.isClean = await scrub(this.db).catch(() => false);
  }
}

/** Splits events into those up to the checkpoint and those after it. */
function split(events: readonly StoredEvent[], checkpoint: number): [StoredEvent[], StoredEvent[]] {
  const passed = events.filter(({ position }) => Number(position) <= checkpoint);
  return [passed, events.slice(passed.length)];
}
