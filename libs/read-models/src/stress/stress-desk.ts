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

/** The most stress tests are running already. Try again later. */
export class StressDeskBusy extends Error {
  constructor() {
    super(`${MOST_UNDER_WAY} stress tests are under way`);
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
  /** @param vantage null for the live views */
  open(vantage: Vantage | null): Promise<StressSource>;
  end(): Promise<void>;
};

/** Accepts stress tests, lets workers run them, and keeps their results for some minutes. */
export class StressDesk {
  private readonly runs = new LRUCache<string, StressRun>({
    max: MOST_KEPT,
    ttl: KEPT_MS,
    updateAgeOnGet: true,
    dispose: (run) => run.forget(),
  });

  /** @param models all models that a stress test of the live views may use */
  constructor(
    private readonly sources: StressSources,
    private readonly models: () => readonly TrustModel[],
  ) {}

  /**
   * Starts a stress test of everything that was committed to the views before the call. The same question within a minute
   * returns the same run if nothing was recorded since. @param customers those whom the caller sees; null: all @throws StressDeskBusy, SnapshotsBusy
   */
  async begin(
    scenario: Scenario,
    filter: PortfolioFilter = {},
    vantage: Vantage | null = null,
    customers: readonly string[] | null = null,
  ): Promise<StressRun> {
    const { relationships, now, models = this.models } = await this.sources.open(vantage);
    const workers = await relationships.upToDate();
    const asOf = Math.max(now(), workers.latest);
    const question = { scenario, filter, customers, asOf, models: models().map(({ document }) => document) };
    const kept = [...this.runs.values()];
    const same = kept.find((run) => run.isOf(workers, question, SAME_ANSWER_MS));
    if (same !== undefined) return same;
    if (kept.filter(({ isUnderWay }) => isUnderWay).length >= MOST_UNDER_WAY) throw new StressDeskBusy();
    const run = new StressRun(randomUUID(), workers, question, vantage);
    this.runs.set(run.id, run);
    return run;
  }

  /**
   * A run that is running or finished some minutes ago. Null if it is no longer kept, or if it tested other relationships
   * than those of the customers that the caller sees now. @param customers null: all
   */
  find(id: string, customers: readonly string[] | null = null): StressRun | null {
    const run = this.runs.get(id) ?? null;
    return run === null || run.isLost || !run.isWithin(customers) ? null : run;
  }

  async close(): Promise<void> {
    await this.sources.end();
  }
}
