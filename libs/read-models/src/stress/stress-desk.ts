import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { MINUTE_MS } from '#relationship';
import type { PortfolioFilter, Scenario, TrustModel } from '#trust';
import type { Vantage } from '../snapshots/vantage.js';
import type { RelationshipsInWorkers } from './relationships-in-workers.js';
import { StressRun } from './stress-run.js';

/** The result of a run can have a line for every relationship. */
const MOST_KEPT = 8;
const KEPT_MS = 10 * MINUTE_MS;
/** More concurrent runs would only make each of them slower. */
const MOST_UNDER_WAY = 4;
/** Within this time, the same question about the same relationships gives nearly the same answer. */
const SAME_ANSWER_MS = MINUTE_MS;

/** The most stress tests are running already, or all workers for other times are in use. Try again later. */
export class StressDeskBusy extends Error {
  constructor() {
    super('other stress tests are under way');
  }
}

/** The relationships for a stress test, and their as-of time. */
export type StressSource = {
  readonly relationships: RelationshipsInWorkers;
  readonly now: () => number;
  /** The models that it may use; left out: the live ones. */
  readonly models?: () => readonly TrustModel[];
};

/** Opens the relationships for a stress test. */
export type StressSources = {
  /** The caller holds the source until it releases it. @param vantage null for the live views */
  open(vantage: Vantage | null): Promise<StressSource>;
  /** Keeps the workers of a source until as many releases. */
  hold(source: StressSource): void;
  release(source: StressSource): void;
  end(): Promise<void>;
};

/** Says when the workers of a test are not needed any more, by calling `release` then. */
export type HeldUntil = (release: () => void) => void;
const NO_LONGER: HeldUntil = (release) => release();

/** Accepts stress tests, lets workers run them, and keeps their results for some minutes. */
export class StressDesk {
  private readonly runs = new LRUCache<string, StressRun>({
    max: MOST_KEPT,
    ttl: KEPT_MS,
    updateAgeOnGet: true,
    dispose: (run) => run.forget(),
  });

  private readonly sourceOf = new WeakMap<StressRun, StressSource>();

  /** @param models all models that a stress test of the live views may use */
  constructor(
    private readonly sources: StressSources,
    private readonly models: () => readonly TrustModel[],
  ) {}

  /**
   * Starts a stress test of everything that was committed to the views before the call. The same question within a minute
   * returns the same run if nothing was recorded since.
   * @param customers those whom the caller sees; null: all
   * @param heldUntil how long the caller reads the lines of the run. The workers stay at least as long as it is under way
   * @throws StressDeskBusy, SnapshotsBusy
   */
  async begin(
    scenario: Scenario,
    filter: PortfolioFilter = {},
    vantage: Vantage | null = null,
    customers: readonly string[] | null = null,
    heldUntil: HeldUntil = NO_LONGER,
  ): Promise<StressRun> {
    const source = await this.sources.open(vantage);
    try {
      const run = await this.runOn(source, scenario, filter, customers, vantage);
      this.sources.hold(source);
      heldUntil(() => this.sources.release(source));
      return run;
    } finally {
      this.sources.release(source);
    }
  }

  private async runOn(
    source: StressSource,
    scenario: Scenario,
    filter: PortfolioFilter,
    customers: readonly string[] | null,
    vantage: Vantage | null,
  ): Promise<StressRun> {
    const { relationships, now, models = this.models } = source;
    const workers = await relationships.upToDate();
    const asOf = Math.max(now(), workers.latest);
    const question = { scenario, filter, customers, asOf, models: models().map(({ document }) => document) };
    const kept = [...this.runs.values()];
    const same = kept.find((run) => run.isOf(workers, question, SAME_ANSWER_MS));
    if (same !== undefined) return same;
    if (kept.filter(({ isUnderWay }) => isUnderWay).length >= MOST_UNDER_WAY) throw new StressDeskBusy();
    const run = new StressRun(randomUUID(), workers, question, vantage);
    this.runs.set(run.id, run);
    this.sourceOf.set(run, source);
    this.sources.hold(source);
    const release = () => this.sources.release(source);
    run.ended.then(release, release);
    return run;
  }

  /**
   * A run that is running or finished some minutes ago. Null if it is no longer kept, or if it tested other relationships
   * than those of the customers that the caller sees now. @param customers null: all @param heldUntil as for `begin`
   */
  find(id: string, customers: readonly string[] | null = null, heldUntil: HeldUntil = NO_LONGER): StressRun | null {
    const run = this.runs.get(id) ?? null;
    const source = run === null ? undefined : this.sourceOf.get(run);
    if (run === null || run.isLost || !run.isWithin(customers) || source === undefined) return null;
    this.sources.hold(source);
    heldUntil(() => this.sources.release(source));
    return run;
  }

  async close(): Promise<void> {
    await this.sources.end();
  }
}
