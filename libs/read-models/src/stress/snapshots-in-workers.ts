import { LRUCache } from 'lru-cache';
import type { Snapshot } from '../snapshots/snapshot.js';
import type { Snapshots } from '../snapshots/snapshots.js';
import { keyOf, type Vantage } from '../snapshots/vantage.js';
import type { ExposureSource } from '../rows/exposure-changes.js';
import { RelationshipsInWorkers } from './relationships-in-workers.js';
import type { StressSource, StressSources } from './stress-desk.js';

/** Each has separate workers, which hold a copy of every relationship. */
const MOST_OF_OTHER_TIMES = 2;

/** Workers for the live views, which stay, and for the last few snapshots of other times and models. */
export class SnapshotsInWorkers implements StressSources {
  private readonly present: StressSource;
  private readonly others = new LRUCache<string, StressSource & { readonly snapshot: Snapshot }>({
    max: MOST_OF_OTHER_TIMES,
    dispose: ({ relationships }) => void relationships.retire(),
  });

  /** @param now the clock, milliseconds since the epoch */
  constructor(
    present: ExposureSource,
    private readonly snapshots: Pick<Snapshots, 'open'>,
    now: () => number,
  ) {
    this.present = { relationships: new RelationshipsInWorkers(present), now };
  }

  async open(vantage: Vantage | null): Promise<StressSource> {
    if (vantage === null) return this.present;
    const snapshot = await this.snapshots.open(vantage);
    const kept = this.others.get(keyOf(vantage));
    if (kept?.snapshot === snapshot) return kept;
    const models = () => snapshot.allModels();
    const opened = {
      snapshot,
      relationships: new RelationshipsInWorkers(snapshot.exposures),
      now: snapshot.now,
      models,
    };
    this.others.set(keyOf(vantage), opened);
    return opened;
  }

  async end(): Promise<void> {
    const all = [this.present, ...this.others.values()];
    await Promise.all(all.map(({ relationships }) => relationships.end()));
  }
}
