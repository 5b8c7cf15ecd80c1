import { LRUCache } from 'lru-cache';
import type { Position } from '#event-store';
import { positionOf } from '../database/views-of-log.js';
import { BeingBuilt } from './being-built.js';
import { timeKnownAt } from './time-known.js';
import { Snapshot, type FilledSince, type FilledSnapshot, type SnapshotSources } from './snapshot.js';
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

/** What a snapshot is filled with, apart from the process that serves. */
export type SnapshotOrder = {
  readonly vantage: Vantage;
  /** Up to which position of the log. */
  readonly upTo: number;
  /** The time of the newest known fact, milliseconds since the epoch; null if the vantage does not fix it. */
  readonly latest: number | null;
};

/** @param reach called with the number of relationships that are done @throws the reason of the signal */
export type FillApart = (
  order: SnapshotOrder,
  reach: (done: number) => void,
  signal: AbortSignal,
) => Promise<FilledSnapshot>;

export type SnapshotsOptions = {
  /** Fills large snapshots; null: every snapshot is filled in this process. */
  readonly fillApart: FillApart | null;
  /** A snapshot of more relationships is filled apart. */
  readonly mostInProcess: number;
  /** A caller is answered within this time, milliseconds: with a snapshot that is filled apart, or with how far it is. */
  readonly patienceMs: number;
};

const USUAL: SnapshotsOptions = { fillApart: null, mostInProcess: 500, patienceMs: 1_500 };

/** A cache of the last few snapshots of other times and models. */
export class Snapshots {
  private readonly kept = new LRUCache<string, Snapshot>({ max: SNAPSHOTS_KEPT });
  private readonly building = new Map<string, BeingBuilt>();
  private readonly options: SnapshotsOptions;

  constructor(
    private readonly sources: SnapshotSources,
    options: Partial<SnapshotsOptions> = {},
  ) {
    this.options = { ...USUAL, ...options };
  }

  /**
   * The snapshot of the vantage, up to date with the live views. The first call builds it from the log, which takes as long
   * as reading every relationship. One that nobody asks for any more is given up.
   * @throws SnapshotsBusy, SnapshotBeingPrepared
   */
  async open(vantage: Vantage): Promise<Snapshot> {
    const key = `${keyOf(vantage)} ${this.documentOf(vantage)}`;
    const snapshot = this.kept.get(key);
    if (snapshot === undefined)
      return (this.building.get(key) ?? this.start(key, vantage)).within(this.options.patienceMs);
    await snapshot.sync();
    return snapshot;
  }

  /** The latest time of recording up to this log position, milliseconds since the epoch; 0 if nothing was recorded. */
  timeOf(position: Position): Promise<number> {
    return timeKnownAt(this.sources.db, this.sources.models.registry, position);
  }

  /** Ends what is being built. */
  async close(): Promise<void> {
    for (const each of this.building.values()) each.giveUp();
    await Promise.allSettled([...this.building.values()].map((each) => each.snapshot));
  }

  /** Part of the cache key: a draft may be replaced under the same id, and is then another model. */
  private documentOf(vantage: Vantage): string {
    const { registry } = this.sources.models;
    if (vantage.model === null) return '';
    const { knownAt, position, model } = vantage;
    const known = registry.asKnown({ knownAt: knownAt ?? Infinity, position });
    return (known.find(model) ?? registry.find(model))?.drafted?.id ?? '';
  }

  private start(key: string, vantage: Vantage): BeingBuilt {
    if (this.building.size >= MOST_BUILDING) throw new SnapshotsBusy();
    const built = new BeingBuilt(async (building) => {
      try {
        // So that it is in the map before anything is done.
        await Promise.resolve();
        const snapshot = await this.build(vantage, building);
        this.kept.set(key, snapshot);
        return snapshot;
      } finally {
        this.building.delete(key);
      }
    });
    this.building.set(key, built);
    return built;
  }

  private async build(vantage: Vantage, building: BeingBuilt): Promise<Snapshot> {
    const { knownAt, position } = vantage;
    const latest = position === null ? knownAt : await this.timeOf(position);
    const filled = await this.filledApart(vantage, latest, building);
    const snapshot = await Snapshot.open(this.sources, vantage, latest, filled);
    await snapshot.sync();
    return snapshot;
  }

  private async filledApart(
    vantage: Vantage,
    latest: number | null,
    building: BeingBuilt,
  ): Promise<FilledSince | null> {
    const { fillApart, mostInProcess } = this.options;
    if (fillApart === null) return null;
    const relationships = await this.relationships();
    if (relationships <= mostInProcess) return null;
    building.share = 0;
    const head = await positionOf(this.sources.db);
    const upTo = vantage.position === null ? head : Math.min(head, Number(vantage.position));
    const reach = (done: number) => (building.share = Math.min(1, done / relationships));
    return { ...(await fillApart({ vantage, upTo, latest }, reach, building.signal)), head };
  }

  private async relationships(): Promise<number> {
    const { relationships } = await this.sources.db
      .selectFrom('relationships')
      .select(({ fn }) => fn.countAll<number>().as('relationships'))
      .executeTakeFirstOrThrow();
    return Number(relationships);
  }
}
