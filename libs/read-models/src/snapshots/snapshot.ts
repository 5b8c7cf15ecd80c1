import type { ContactLog } from '#contact-log';
import type { Position } from '#event-store';
import type { ModelLog } from '#model-log';
import type { Calendar } from '#relationship';
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

/** What snapshots are made from. */
export type SnapshotSources = {
  /** The live views, for whose relationships there are. */
  readonly db: ViewsDatabase;
  readonly log: ContactLog;
  readonly models: ModelLog;
  readonly calendar: Calendar;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/**
 * All relationships as seen from another time, or by another model: the very views and the very questions of the
 * present, over rows of their own in memory. What the vantage does not fix it keeps up with.
 */
export class Snapshot {
  private syncing: Promise<void> = Promise.resolve();
  private upTo = 0;
  private registry: ModelRegistry | null = null;

  private constructor(
    private readonly sources: SnapshotSources,
    readonly vantage: Vantage,
    private readonly db: ViewsDatabase,
    private readonly rows: RelationshipViews,
    readonly views: Views,
    /** The time that it is read for, milliseconds since the epoch. */
    readonly now: () => number,
  ) {}

  /** @param latest the time of the newest thing known, where the vantage fixes what is known */
  static async open(sources: SnapshotSources, vantage: Vantage, latest: number | null): Promise<Snapshot> {
    const { log, calendar } = sources;
    const db = openSqliteViews(':memory:');
    await migrateViews(db);
    const now = () => vantage.asOf ?? Math.min(sources.now(), latest ?? Infinity);
    const models: ModelChoice = {
      activeFor: (segment) => modelFrom(sources.models.registry, vantage, segment),
      named: (id) => modelFrom(sources.models.registry, { ...vantage, model: id }, null),
    };
    const timelines = new TimelinesAsOf(log, vantage);
    const rows = new RelationshipViews(db, timelines, models, calendar, now);
    return new Snapshot(sources, vantage, db, rows, new Views(db, log, rows), now);
  }

  /** Position of the log up to which it holds what is seen from there. */
  get position(): Position {
    return BigInt(this.upTo);
  }

  /** Every model, as it was known from there or else as it is. */
  allModels(): readonly TrustModel[] {
    const { registry } = this.sources.models;
    return registry.all().map(({ model }) => modelFrom(registry, { ...this.vantage, model: model.id }, null));
  }

  /** What a stress test of it reads. */
  get exposures(): ExposureSource {
    const { models } = this.sources;
    return {
      db: this.db,
      refresh: () => this.sync().then(() => this.upTo),
      modelsChangedAt: () => Number(models.lastActivation),
    };
  }

  /** Takes in what the live views have learned since, one call after another. */
  async sync(): Promise<void> {
    const mine = this.syncing.catch(() => undefined).then(() => this.takeIn());
    this.syncing = mine;
    return mine;
  }

  private async takeIn(): Promise<void> {
    const head = await this.headOfViews();
    const { registry } = this.sources.models;
    const isModelChanged = this.registry !== null && this.registry !== registry;
    if (head !== this.upTo || isModelChanged) {
      const changed = await this.changedSince(isModelChanged ? 0 : this.upTo, head);
      await this.db.transaction().execute((trx) =>
        insertMany(
          trx,
          'pending',
          changed.map((customer_id) => ({ customer_id })),
          'customer_id',
        ),
      );
      await copyNeedFacts(this.sources.db, this.db, this.vantage);
    }
    await this.rows.refresh();
    this.upTo = head;
    this.registry = registry;
  }

  private async headOfViews(): Promise<number> {
    const { db } = this.sources;
    const row = await db.selectFrom('checkpoint').select('position').where('name', '=', 'views').executeTakeFirst();
    const head = Number(row?.position ?? 0);
    const { position } = this.vantage;
    return position === null ? head : Math.min(head, Number(position));
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
}

/**
 * The model named, as it was known from there or else as it is, so that a later model can be asked of the past; where none
 * is named, the one that was active as known from there.
 */
export function modelFrom(registry: ModelRegistry, vantage: Vantage, segment: string | null): TrustModel {
  const { knownAt, position, model } = vantage;
  const known = registry.asKnown({ knownAt: knownAt ?? Infinity, position });
  return model === null ? known.activeFor(segment) : (known.find(model)?.model ?? registry.named(model));
}
