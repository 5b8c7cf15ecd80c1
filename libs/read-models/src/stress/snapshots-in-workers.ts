import type { Snapshot } from '../snapshots/snapshot.js';
import type { Snapshots } from '../snapshots/snapshots.js';
import { keyOf, type Vantage } from '../snapshots/vantage.js';
import type { ExposureSource } from '../rows/exposure-changes.js';
import { RelationshipsInWorkers } from './relationships-in-workers.js';
import { StressDeskBusy, type StressSource, type StressSources } from './stress-desk.js';

/** Each has separate workers, which hold a copy of every relationship. */
const MOST_OF_OTHER_TIMES = 2;

type Other = StressSource & { readonly key: string; readonly snapshot: Snapshot };

/**
 * Workers for the live views, which stay, and for the last few snapshots of other times and models. Workers are let go only
 * when nobody holds them, so no stress test loses its workers.
 */
export class SnapshotsInWorkers implements StressSources {
  private readonly present: StressSource;
  /** The one that was used longest ago first. */
  private others: readonly Other[] = [];
  private readonly holders = new Map<StressSource, number>();

  /**
   * @param now the clock, milliseconds since the epoch
   * @param workersFor starts the workers of a snapshot; replaced in tests
   */
  constructor(
    present: ExposureSource,
    private readonly snapshots: Pick<Snapshots, 'open'>,
    now: () => number,
    private readonly workersFor = (source: ExposureSource) => new RelationshipsInWorkers(source),
  ) {
    this.present = { relationships: workersFor(present), now };
  }

  /** The relationships at a vantage; the caller holds them already. @throws StressDeskBusy, SnapshotsBusy */
  async open(vantage: Vantage | null): Promise<StressSource> {
    const source = vantage === null ? this.present : this.other(keyOf(vantage), await this.snapshots.open(vantage));
    this.hold(source);
    return source;
  }

  hold(source: StressSource): void {
    this.holders.set(source, (this.holders.get(source) ?? 0) + 1);
  }

  release(source: StressSource): void {
    const left = (this.holders.get(source) ?? 1) - 1;
    if (left === 0) this.holders.delete(source);
    else this.holders.set(source, left);
  }

  async end(): Promise<void> {
    const all = [this.present, ...this.others];
    await Promise.all(all.map(({ relationships }) => relationships.end()));
  }

  private other(key: string, snapshot: Snapshot): Other {
    const kept =
      this.others.find((each) => each.key === key && each.snapshot === snapshot) ?? this.start(key, snapshot);
    this.others = [...this.others.filter((each) => each !== kept), kept];
    return kept;
  }

  private start(key: string, snapshot: Snapshot): Other {
    if (this.others.length >= MOST_OF_OTHER_TIMES) this.letOneGo();
    const models = () => snapshot.allModels();
    return { key, snapshot, relationships: this.workersFor(snapshot.exposures), now: snapshot.now, models };
  }

  private letOneGo(): void {
    const idle = this.others.find((each) => !this.holders.has(each));
    if (idle === undefined) throw new StressDeskBusy();
    this.others = this.others.filter((each) => each !== idle);
    void idle.relationships.retire();
  }
}
