import { Backoff, type EventStore, type Position, type StoredEvent, StoreUnavailable } from '#event-store';
import type { ModelLog } from '#model-log';
import { Announcements, type Listener } from './announcements.js';
import { CheckpointMoved, readCheckpoint, writeBatch } from './batch-writing.js';
import type { ViewsDatabase } from '../database/database.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { scrub } from '../database/scrub.js';
import { ALWAYS_LEADER, type Lease } from '../leading/lease.js';
import { Waiters } from './waiters.js';
import { ViewsUnavailable } from '../database/views-unavailable.js';

const BATCH_SIZE = 5_000;
/** Before it begins again after an interruption. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** For whoever cannot answer without the views: longer than they are ever behind while all is well. */
export const LONGEST_WAIT_FOR_VIEWS_MS = 5_000;

/** Who is told when it cannot go on. */
export type Troubles = {
  /** For good: nothing is projected from then on. */
  readonly failed: (error: unknown) => void;
  /** For a while: the log or the views could not be reached, and it is tried again. */
  readonly interrupted?: (error: unknown) => void;
};

/** Somebody deleted the views meanwhile: they are filled from the start, so the log is followed from there again. */
class BegunAnew extends Error {}

/**
 * Follows the log and fills the views. Rows and checkpoint commit together, and only from the checkpoint that was read,
 * so each event changes each view exactly once however often it is delivered and however many projectors run. Where it
 * is another's lease to project, it waits until that one has committed what it has read of the log itself; so its
 * listeners hear of everything, too.
 */
export class Projector {
  private readonly stopping = new AbortController();
  private readonly announcements = new Announcements();
  private readonly readers = new Waiters();
  private readonly writers = new Waiters();
  private readonly newListeners = new Waiters();
  private running: Promise<unknown> = Promise.resolve();
  /** Where the checkpoint was when it was last heard of. */
  private committed = 0;
  /** Up to where the log was read; the next batch begins there. */
  private read = 0;
  /** Whether nothing personal can lie about that has left the rows. */
  private isClean = false;
  private isInTouch = true;

  /** @param lease whose lease it is to project, where several processes share the views */
  constructor(
    private readonly store: EventStore,
    readonly db: ViewsDatabase,
    readonly relationships: RelationshipViews,
    readonly models: ModelLog,
    private readonly lease: Lease = ALWAYS_LEADER,
  ) {}

  /** @param batchSize events that commit together at most */
  start({ failed, interrupted = () => undefined }: Troubles, batchSize = BATCH_SIZE): void {
    this.lease.begin();
    this.running = Promise.all([this.run(batchSize, interrupted), this.hearOfOthers()]).catch(failed);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.readers.giveUp();
    this.writers.giveUp();
    this.newListeners.giveUp();
    await this.lease.end();
    await this.running;
  }

  /** Tells what has been committed to the views, by whichever process, in the order of the log. */
  onCommitted(listener: Listener): () => void {
    return this.announcements.add(listener);
  }

  /** The position up to which the views hold the log, as far as it has been heard. */
  get position(): Position {
    return BigInt(this.committed);
  }

  /** Whether this process is the one that projects, and does what is to be done once among all that share the views. */
  get leads(): boolean {
    return this.lease.isLeader;
  }

  /** Whether log and views could be reached when last tried. */
  get isConnected(): boolean {
    return this.isInTouch;
  }

  /** Whether the views hold everything up to the position, waiting for it up to the given time. */
  async waitFor(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.committed >= Number(position)) return true;
    return this.readers.reaching(Number(position), timeoutMs);
  }

  /** As waitFor, for whoever need not know: not while log or views cannot be reached. */
  async waitWhileConnected(position: Position, timeoutMs: number): Promise<boolean> {
    if (this.committed >= Number(position)) return true;
    return this.isInTouch && this.writers.reaching(Number(position), timeoutMs);
  }

  /**
   * As waitFor, until this process has read as far itself: it then knows what the log says of models, and a listener that
   * begins hears of nothing up to the position.
   */
  async waitUntilTold(position: Position, timeoutMs: number): Promise<boolean> {
    if ((this.announcements.toldUpTo ?? 0) >= Number(position)) return true;
    return this.newListeners.reaching(Number(position), timeoutMs);
  }

  /**
   * Projects what the log holds now, whosever lease it is, and returns. Not while it runs.
   * @param batchSize events that commit together at most
   */
  async catchUp(batchSize = BATCH_SIZE): Promise<void> {
    const head = await this.store.head();
    this.read = this.committed = await readCheckpoint(this.db);
    this.announcements.beginAt(this.committed);
    if (head === null) return;
    for await (const batch of this.store.readAll({ after: BigInt(this.read), batchSize }))
      await this.commit(batch, ALWAYS_LEADER);
  }

  /** Begins again where it came to, after whatever passes. */
  private async run(batchSize: number, interrupted: (error: unknown) => void): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
    while (!signal.aborted) {
      try {
        await this.follow(batchSize, () => backoff.reset());
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof BegunAnew) continue;
        if (!(error instanceof StoreUnavailable || error instanceof ViewsUnavailable)) throw error;
        this.isInTouch = false;
        this.writers.giveUp();
        interrupted(error);
        await backoff.wait(undefined, signal);
      }
    }
  }

  private async follow(batchSize: number, worked: () => void): Promise<void> {
    const { signal } = this.stopping;
    await this.look();
    if (this.announcements.toldUpTo === null) this.announcements.beginAt(this.committed);
    this.isInTouch = true;
    if (this.lease.isLeader) await this.scrub();
    this.read = Math.min(this.committed, this.announcements.toldUpTo ?? this.committed);
    for await (const batch of this.store.follow({ after: BigInt(this.read), batchSize, signal })) {
      await this.commit(batch, this.lease);
      worked();
      if (signal.aborted) return;
    }
  }

  /** What is waited for may have been committed by another that reads the log faster. */
  private async hearOfOthers(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.lease.changed(signal);
      if (!signal.aborted && !this.lease.isLeader) await this.look().catch(() => undefined);
    }
  }

  private reached(): void {
    this.readers.reached(this.committed);
    this.writers.reached(this.committed);
  }

  private async look(): Promise<void> {
    this.committed = await readCheckpoint(this.db);
    this.reached();
  }

  /** Projects the batch, or waits until it is; what the checkpoint has passed already is only told. */
  private async commit(batch: readonly StoredEvent[], lease: Lease): Promise<void> {
    for (let rest = batch; ;) {
      if (this.committed < this.read) throw new BegunAnew();
      const [passed, next] = split(rest, this.committed);
      for (const event of passed) this.models.follow(event);
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

  /** Some of the batch, or it is our lease. */
  private async untilCommitted(batch: readonly StoredEvent[], lease: Lease): Promise<void> {
    // Asked before the look, so that what changes meanwhile is not missed.
    const changed = lease.changed(this.stopping.signal);
    await this.look();
    if (split(batch, this.committed)[0].length === 0) await changed;
  }

  /** Nothing is changed where another has moved the checkpoint. */
  private async project(batch: readonly StoredEvent[]): Promise<void> {
    try {
      if (await writeBatch(this, batch, this.committed)) this.isClean = false;
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) throw error;
      return this.look();
    }
    this.committed = Number(batch.at(-1)?.position);
    await this.scrub();
    this.reached();
  }

  /** Where others are in the way, it is tried again after the next commit, or the next start. */
  private async scrub(): Promise<void> {
    if (this.isClean) return;
    this.isClean = await scrub(this.db).catch(() => false);
  }
}

/** Those that the checkpoint has passed, and the others. */
function split(events: readonly StoredEvent[], checkpoint: number): [StoredEvent[], StoredEvent[]] {
  const passed = events.filter(({ position }) => Number(position) <= checkpoint);
  return [passed, events.slice(passed.length)];
}
