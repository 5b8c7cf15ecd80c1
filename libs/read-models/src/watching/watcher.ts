import { setImmediate } from 'node:timers/promises';
import type { ContactLog, MarkerRequest } from '#contact-log';
import { allDone } from '#event-store';
import { markersDue, type ModelChoice } from '#trust';
import type { ViewsDatabase } from '../database/database.js';
import { isAbsorbed } from '../rows/joined-id-row.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { poisonIn } from '../rows/poison.js';
import { toWatch, watched, type ToWatch } from '../rows/watch-list.js';

const AT_A_TIME = 100;
/** Few enough that what is asked meanwhile waits for a few relationships at most, many enough to share a commit. */
const IN_ONE_COMMIT = 25;

/** Called after each group with how long it took, milliseconds: a server makes a pause, so that nobody feels the work. */
export type Pace = (tookMs: number, signal?: AbortSignal) => Promise<void>;

/**
 * Records what happens by the passing of time alone: a due time that is missed, a band that is crossed. It also finds what
 * happened while it was down. Several watchers together record everything only once. No score depends on it.
 */
export class Watcher {
  constructor(
    private readonly log: ContactLog,
    private readonly db: ViewsDatabase,
    private readonly relationships: RelationshipViews,
    private readonly models: ModelChoice,
    private readonly now: () => number,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /**
   * Checks every relationship in which time alone may have changed something. @param signal stops between two groups of
   * relationships; the next call finds the rest @returns the number of markers that it appended
   */
  async look(signal?: AbortSignal, pace: Pace = () => setImmediate()): Promise<number> {
    let appended = 0;
    for (;;) {
      await this.relationships.refresh();
      const now = this.now();
      const due = await toWatch(this.db, now, AT_A_TIME);
      for (let start = 0; start < due.length; start += IN_ONE_COMMIT) {
        if (signal?.aborted) return appended;
        const from = this.clock();
        appended += await this.watch(due.slice(start, start + IN_ONE_COMMIT), now);
        await pace(this.clock() - from, signal);
      }
      if (due.length === 0) return appended;
    }
  }

  /** The log commits what is appended at the same time together. */
  private async watch(group: readonly ToWatch[], until: number): Promise<number> {
    const appended = await allDone(
      group.map(async (each) => {
        const markers = await this.markersOf(each, until);
        return markers.length === 0 ? 0 : this.log.mark(each.customerId, markers);
      }),
    );
    await watched(this.db, group, until);
    return appended.reduce((sum, count) => sum + count, 0);
  }

  /** None for a relationship that cannot be read: it is parked, and gets no marker for what time alone changes meanwhile. */
  private async markersOf({ customerId, since }: ToWatch, until: number): Promise<readonly MarkerRequest[]> {
    try {
      const timeline = await this.log.wholeTimelineOf(customerId);
      const model = this.models.activeFor(timeline?.profile?.segment ?? null);
      return timeline === null || isAbsorbed(customerId, timeline)
        ? []
        : markersDue(timeline.recorded(), { model, since, until });
    } catch (error) {
      if (poisonIn(error) === null) throw error;
      return [];
    }
  }
}
