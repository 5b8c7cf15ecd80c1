import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import { timeKnownAt } from './time-known.js';
import { Snapshot, type SnapshotSources } from './snapshot.js';
import { keyOf, type Vantage } from './vantage.js';

/** Each holds every relationship once more. */
const SNAPSHOTS_KEPT = 4;
/** Snapshots in the making; more would only take the time from one another. */
const MOST_IN_THE_MAKING = 2;

/** As many snapshots as may be are being made already, and nothing was begun. */
export class SnapshotsBusy extends Error {
  constructor() {
    super('other times are being read for others; try again in a few seconds');
  }
}

/** Snapshots of other times and models, the last few that were asked for. */
export class Snapshots {
  private readonly kept = new LRUCache<string, Snapshot>({ max: SNAPSHOTS_KEPT });
  private readonly inTheMaking = new Map<string, Promise<Snapshot>>();

  constructor(private readonly sources: SnapshotSources) {}

  /**
   * The snapshot seen from there, with everything that the live views hold. Made from the log when first asked for, which
   * takes as long as reading every relationship. @throws SnapshotsBusy
   */
  async open(vantage: Vantage): Promise<Snapshot> {
    const key = `${keyOf(vantage)} ${this.documentOf(vantage)}`;
    const snapshot = this.kept.get(key);
    if (snapshot === undefined) return this.inTheMaking.get(key) ?? this.make(key, vantage);
    await snapshot.sync();
    return snapshot;
  }

  /** The latest time at which anything up to this place in the log was recorded, milliseconds since the epoch; 0 where nothing was. */
  timeOf(position: Position): Promise<number> {
    return timeKnownAt(this.sources.db, this.sources.models.registry, position);
  }

  /** A draft may be written anew under its id, and is then another model. */
  private documentOf(vantage: Vantage): string {
    const { registry } = this.sources.models;
    if (vantage.model === null) return '';
    const { knownAt, position, model } = vantage;
    const known = registry.asKnown({ knownAt: knownAt ?? Infinity, position });
    return (known.find(model) ?? registry.find(model))?.drafted?.id ?? '';
  }

  private make(key: string, vantage: Vantage): Promise<Snapshot> {
    if (this.inTheMaking.size >= MOST_IN_THE_MAKING) return Promise.reject(new SnapshotsBusy());
    const making = this.begin(vantage)
      .then((snapshot) => {
        this.kept.set(key, snapshot);
        return snapshot;
      })
      .finally(() => this.inTheMaking.delete(key));
    this.inTheMaking.set(key, making);
    return making;
  }

  private async begin(vantage: Vantage): Promise<Snapshot> {
    const { knownAt, position } = vantage;
    const latest = position === null ? knownAt : await this.timeOf(position);
    const snapshot = await Snapshot.open(this.sources, vantage, latest);
    await snapshot.sync();
    return snapshot;
  }
}
