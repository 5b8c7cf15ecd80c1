import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import { timeKnownAt } from './time-known.js';
import { Snapshot, type SnapshotSources } from './snapshot.js';
import { keyOf, type Vantage } from './vantage.js';

/** Each holds a copy of every relationship. */
const SNAPSHOTS_KEPT = 4;
/** Snapshots that may be built at the same time. More would only slow each other down. */
const MOST_BUILDING = 2;

/** The most snapshots are being built already; nothing was started. Try again later. */
export class SnapshotsBusy extends Error {
  constructor() {
    super('other snapshots are being built; try again in a few seconds');
  }
}

/** A cache of the last few snapshots of other times and models. */
export class Snapshots {
  private readonly kept = new LRUCache<string, Snapshot>({ max: SNAPSHOTS_KEPT });
  private readonly building = new Map<string, Promise<Snapshot>>();

  constructor(private readonly sources: SnapshotSources) {}

  /**
   * The snapshot of the vantage, up to date with the live views. The first call builds it from the log, which takes as long
   * as reading every relationship. @throws SnapshotsBusy
   */
  async open(vantage: Vantage): Promise<Snapshot> {
    const key = `${keyOf(vantage)} ${this.documentOf(vantage)}`;
    const snapshot = this.kept.get(key);
    if (snapshot === undefined) return this.building.get(key) ?? this.start(key, vantage);
    await snapshot.sync();
    return snapshot;
  }

  /** The latest time of recording up to this log position, milliseconds since the epoch; 0 if nothing was recorded. */
  timeOf(position: Position): Promise<number> {
    return timeKnownAt(this.sources.db, this.sources.models.registry, position);
  }

  /** Part of the cache key: a draft may be replaced under the same id, and is then another model. */
  private documentOf(vantage: Vantage): string {
    const { registry } = this.sources.models;
    if (vantage.model === null) return '';
    const { knownAt, position, model } = vantage;
    const known = registry.asKnown({ knownAt: knownAt ?? Infinity, position });
    return (known.find(model) ?? registry.find(model))?.drafted?.id ?? '';
  }

  private start(key: string, vantage: Vantage): Promise<Snapshot> {
    if (this.building.size >= MOST_BUILDING) return Promise.reject(new SnapshotsBusy());
    const built = this.build(vantage)
      .then((snapshot) => {
        this.kept.set(key, snapshot);
        return snapshot;
      })
      .finally(() => this.building.delete(key));
    this.building.set(key, built);
    return built;
  }

  private async build(vantage: Vantage): Promise<Snapshot> {
    const { knownAt, position } = vantage;
    const latest = position === null ? knownAt : await this.timeOf(position);
    const snapshot = await Snapshot.open(this.sources, vantage, latest);
    await snapshot.sync();
    return snapshot;
  }
}
