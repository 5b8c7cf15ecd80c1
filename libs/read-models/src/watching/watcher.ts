import type { ContactLog, MarkerRequest } from '#contact-log';
import { markersDue, type ModelChoice } from '#trust';
import type { ViewsDatabase } from '../database/database.js';
import type { RelationshipViews } from '../rows/relationship-views.js';
import { poisonIn } from '../rows/poison.js';
import { toWatch, watched, type ToWatch } from '../rows/watch-list.js';

const AT_A_TIME = 100;

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
  ) {}

  /**
   * Checks every relationship in which time alone may have changed something. @param signal stops between two
   * relationships; the next call finds the rest @returns the number of markers that it appended
   */
  async look(signal?: AbortSignal): Promise<number> {
    let appended = 0;
    for (;;) {
      await this.relationships.refresh();
      const now = this.now();
      const due = await toWatch(this.db, now, AT_A_TIME);
      for (const each of due) {
        if (signal?.aborted) return appended;
        appended += await this.watch(each, now);
      }
      if (due.length === 0) return appended;
    }
  }

  private async watch(each: ToWatch, until: number): Promise<number> {
    const markers = await this.markersOf(each, until);
    const appended = markers.length === 0 ? 0 : await this.log.mark(each.customerId, markers);
    await watched(this.db, each, until);
    return appended;
  }

  /** None for a relationship that cannot be read: it is parked, and gets no marker for what time alone changes meanwhile. */
  private async markersOf({ customerId, since }: ToWatch, until: number): Promise<readonly MarkerRequest[]> {
    try {
      const timeline = await this.log.wholeTimelineOf(customerId);
      const model = this.models.activeFor(timeline?.profile?.segment ?? null);
      return timeline === null ? [] : markersDue(timeline.recorded(), { model, since, until });
    } catch (error) {
      if (poisonIn(error) === null) throw error;
      return [];
    }
  }
}
