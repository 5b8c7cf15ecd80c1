import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { MINUTE_MS } from '#relationship';
import type { PortfolioFilter, Scenario, TrustModel } from '#trust';
import type { Vantage } from '../snapshots/vantage.js';
import type { RelationshipsInWorkers } from './relationships-in-workers.js';
import { StressRun } from './stress-run.js';

/** What is kept of a run can be as large as the book. */
const MOST_KEPT = 8;
const KEPT_MS = 10 * MINUTE_MS;
/** More at once would only each take the longer. */
const MOST_UNDER_WAY = 4;
/** The same question about the same book has the same answer, but for what little time does to it meanwhile. */
const SAME_ANSWER_MS = MINUTE_MS;

/** As many stress tests are under way as may be. */
export class StressDeskBusy extends Error {
  constructor() {
    super(`${MOST_UNDER_WAY} stress tests are under way`);
  }
}

/** A book that can be put to stress, and the time that it is read for. */
export type StressSource = {
  readonly relationships: RelationshipsInWorkers;
  readonly now: () => number;
  /** The models that it may be assessed by; left out: those of the present. */
  readonly models?: () => readonly TrustModel[];
};

/** The books there are. */
export type StressSources = {
  /** @param vantage null for the present */
  open(vantage: Vantage | null): Promise<StressSource>;
  end(): Promise<void>;
};

/** Takes stress tests on, has workers do them, and keeps what came of them for a while. */
export class StressDesk {
  private readonly runs = new LRUCache<string, StressRun>({
    max: MOST_KEPT,
    ttl: KEPT_MS,
    updateAgeOnGet: true,
    dispose: (run) => run.forget(),
  });

  /** @param models all that any book may be assessed by */
  constructor(
    private readonly sources: StressSources,
    private readonly models: () => readonly TrustModel[],
  ) {}

  /**
   * Begins a stress test of all that was committed to the views before the call. Asked again within a minute, with
   * nothing recorded since, it is the same one. @throws StressDeskBusy
   */
  async begin(scenario: Scenario, filter: PortfolioFilter = {}, vantage: Vantage | null = null): Promise<StressRun> {
    const { relationships, now, models = this.models } = await this.sources.open(vantage);
    const workers = await relationships.upToDate();
    const asOf = Math.max(now(), workers.latest);
    const question = { scenario, filter, asOf, models: models().map(({ document }) => document) };
    const kept = [...this.runs.values()];
    const same = kept.find((run) => run.isOf(workers, question, SAME_ANSWER_MS));
    if (same !== undefined) return same;
    if (kept.filter(({ isUnderWay }) => isUnderWay).length >= MOST_UNDER_WAY) throw new StressDeskBusy();
    const run = new StressRun(randomUUID(), workers, question, vantage);
    this.runs.set(run.id, run);
    return run;
  }

  /** One that is under way or was done some minutes ago; null where it is not kept any more. */
  find(id: string): StressRun | null {
    const run = this.runs.get(id) ?? null;
    return run === null || run.isLost ? null : run;
  }

  async close(): Promise<void> {
    await this.sources.end();
  }
}
