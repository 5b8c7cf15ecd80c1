import type { ContactLog } from '#contact-log';
import type { Position } from '#event-store';
import type { ModelLog } from '#model-log';
import { CATALOG, declares } from '#relationship';
import type { ModelChoice, ModelRegistry, TrustModel } from '#trust';
import { insertMany } from '../rows/bulk.js';
import { openSqliteViews, type ViewsDatabase } from '../database/database.js';
import { migrateViews } from '../database/migrations.js';
import { RelationshipViews } from '../rows/relationship-views.js';
import type { ExposureSource } from '../rows/exposure-changes.js';
import { Views } from '../lists/views.js';
import { copyNeedFacts } from './need-facts.js';
import { TimelinesAsOf } from './timelines-as-of.js';
import type { Vantage } from './vantage.js';

/** What a snapshot is built from. */
export type SnapshotSources = {
  /** The live views: they tell which relationships exist. */
  readonly db: ViewsDatabase;
  readonly log: ContactLog;
  readonly models: ModelLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The tables of a snapshot that are filled from the log up to a position. */
export type FilledSnapshot = { readonly db: ViewsDatabase; readonly upTo: number };

/** With the log position of the live views before the tables were filled. */
export type FilledSince = FilledSnapshot & { readonly head: number };

const ERASING = CATALOG.map(({ type }) => type).filter((type) => declares(type, 'erases'));

/**
 * All relationships as of another time, or under another model. It has the same views and queries as the live ones, over
 * separate tables in memory. What the vantage leaves open follows the live views.
 */
export class Snapshot {
  private syncing: Promise<void> = Promise.resolve();
  private upTo = 0;
  /** Log position up to which it has taken in erasures, which change the past, too. Null before the first rows. */
  private erasedUpTo: number | null = null;
  private registry: ModelRegistry | null = null;

  private constructor(
    private readonly sources: SnapshotSources,
    readonly vantage: Vantage,
    private readonly db: ViewsDatabase,
    private readonly rows: RelationshipViews,
    readonly views: Views,
    /** The as-of time of the snapshot, milliseconds since the epoch. */
    readonly now: () => number,
  ) {}

  /**
   * @param filled the tables, filled from the log up to a position; left out: they are filled by the first `sync`
   * @param latest time of the newest known fact, milliseconds since the epoch; null if the vantage does not fix it
   */
  static async open(
    sources: SnapshotSources,
    vantage: Vantage,
    latest: number | null,
    filled: FilledSince | null = null,
  ): Promise<Snapshot> {
    const { log } = sources;
    const db = filled?.db ?? openSqliteViews(':memory:');
    if (filled === null) await migrateViews(db);
    const now = () => vantage.asOf ?? Math.min(sources.now(), latest ?? Infinity);
    const models: ModelChoice = {
      activeFor: (segment) => modelFrom(sources.models.registry, vantage, segment),
      named: (id) => modelFrom(sources.models.registry, { ...vantage, model: id }, null),
    };
    const timelines = new TimelinesAsOf(log, vantage);
    const rows = new RelationshipViews(db, timelines, models, now, false);
    const snapshot = new Snapshot(sources, vantage, db, rows, new Views(db, log, rows), now);
    if (filled === null) return snapshot;
    snapshot.upTo = filled.upTo;
    snapshot.erasedUpTo = filled.head;
    snapshot.registry = sources.models.registry;
    await copyNeedFacts(sources.db, db, vantage);
    return snapshot;
  }

  /** Log position up to which the snapshot is complete. */
  get position(): Position {
    return BigInt(this.upTo);
  }

  /** Every model: as known at the vantage, or else as it is now. */
  allModels(): readonly TrustModel[] {
    const { registry } = this.sources.models;
    return registry.all().map(({ model }) => modelFrom(registry, { ...this.vantage, model: model.id }, null));
  }

  /** The input of a stress test of this snapshot. */
  get exposures(): ExposureSource {
    const { models } = this.sources;
    return {
      db: this.db,
      refresh: () => this.sync().then(() => this.upTo),
      modelsChangedAt: () => Number(models.lastActivation),
    };
  }

  /** Adds what the live views have received since the last call. Calls run one after another. */
  async sync(): Promise<void> {
    const mine = this.syncing.catch(() => undefined).then(() => this.takeIn());
    this.syncing = mine;
    return mine;
  }

  private async takeIn(): Promise<void> {
    const live = await this.headOfViews();
    const { position } = this.vantage;
    const head = position === null ? live : Math.min(live, Number(position));
    const { registry } = this.sources.models;
    const isModelChanged = this.registry !== null && this.registry !== registry;
    const erased = this.erasedUpTo === null ? [] : await this.erasedSince(this.erasedUpTo, live);
    if (head !== this.upTo || isModelChanged || erased.length > 0) {
      const changed = new Set([...(await this.changedSince(isModelChanged ? 0 : this.upTo, head)), ...erased]);
      await this.db.transaction().execute((trx) =>
        insertMany(
          trx,
          'pending',
          [...changed].map((customer_id) => ({ customer_id })),
          'customer_id',
        ),
      );
      await copyNeedFacts(this.sources.db, this.db, this.vantage);
    }
    await this.rows.refresh();
    this.upTo = head;
    this.erasedUpTo = live;
    this.registry = registry;
  }

  private async headOfViews(): Promise<number> {
    const { db } = this.sources;
    const row = await db.selectFrom('checkpoint').select('position').where('name', '=', 'views').executeTakeFirst();
    return Number(row?.position ?? 0);
  }

  private async changedSince(after: number, upTo: number): Promise<string[]> {
    let select = this.sources.db
      .selectFrom('contacts')
      .select('customer_id')
      .distinct()
      .where('position', '>', after)
      .where('position', '<=', upTo);
    const { knownAt, position } = this.vantage;
    if (position === null && knownAt !== null) select = select.where('recorded_at', '<=', knownAt);
    return (await select.execute()).map((row) => row.customer_id);
  }

  /** Whose texts became unreadable, also in what was known before. */
  private async erasedSince(after: number, upTo: number): Promise<string[]> {
    const select = this.sources.db
      .selectFrom('contacts')
      .select('customer_id')
      .distinct()
      .where('position', '>', after)
      .where('position', '<=', upTo)
      .where('type', 'in', ERASING);
    return (await select.execute()).map((row) => row.customer_id);
  }
}

/**
 * The model of the vantage: as known at that time, or else as it is now, so that a later model can be applied to the past.
 * If the vantage names none, the model that was active for the segment, as known at that time.
 */
export function modelFrom(registry: ModelRegistry, vantage: Vantage, segment: string | null): TrustModel {
  const { knownAt, position, model } = vantage;
  const known = registry.asKnown({ knownAt: knownAt ?? Infinity, position });
  return model === null ? known.activeFor(segment) : (known.find(model)?.model ?? registry.named(model));
}
