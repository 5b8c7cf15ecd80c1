import { setTimeout as pause } from 'node:timers/promises';
import type { Snapshot } from './snapshot.js';

/** A snapshot is being prepared, and takes longer than a caller waits. Asked for again, it goes on. */
export class SnapshotBeingPrepared extends Error {
  /** @param share of the relationships that are done, 0 to 1 */
  constructor(readonly share: number) {
    super('the relationships as of this time are being prepared');
  }
}

/** Nobody asked for the snapshot any more. */
export class SnapshotGivenUp extends Error {}

/** How long it goes on after somebody asked. A caller that waits for it asks again within a few seconds. */
const GOES_ON_MS = 30_000;

/** A snapshot that is being built, for all who ask for it meanwhile. */
export class BeingBuilt {
  private readonly stopping = new AbortController();
  private givingUp: NodeJS.Timeout | null = null;
  readonly snapshot: Promise<Snapshot>;
  /** Of the relationships that are done, 0 to 1; null while it is built in this process, which takes no time worth telling. */
  share: number | null = null;

  constructor(
    build: (building: BeingBuilt) => Promise<Snapshot>,
    private readonly goesOnMs = GOES_ON_MS,
  ) {
    this.snapshot = build(this).finally(() => clearTimeout(this.givingUp ?? undefined));
    // It may fail after everybody has left.
    this.snapshot.catch(() => undefined);
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  giveUp(): void {
    this.stopping.abort(new SnapshotGivenUp('nobody asked for this snapshot any more'));
  }

  /** @throws SnapshotBeingPrepared if it takes longer than `patienceMs` */
  async within(patienceMs: number): Promise<Snapshot> {
    clearTimeout(this.givingUp ?? undefined);
    this.givingUp = setTimeout(() => this.giveUp(), patienceMs + this.goesOnMs).unref();
    const waiting = new AbortController();
    const late = pause(patienceMs, null, { signal: waiting.signal }).catch(() => null);
    const snapshot = await Promise.race([this.snapshot, late]).finally(() => waiting.abort());
    if (snapshot !== null || this.share === null) return snapshot ?? this.snapshot;
    throw new SnapshotBeingPrepared(this.share);
  }
}
