import type { NeedIndex } from '#contact-log';
import { StoreUnavailable, type EventStore } from '#event-store';
import { LONGEST_WAIT_FOR_VIEWS_MS, type Projector, type Views } from '#read-models';
import { DAY_MS } from '#relationship';

/** After a start the views may have the whole log before them. */
const LONGEST_CATCH_UP_MS = DAY_MS;

/**
 * Who asked for what, from the views once they hold what the log held when asked. The projector must be running, or
 * have caught up. @throws StoreUnavailable where the views stay too far behind
 */
export function needIndex(store: EventStore, projector: Projector, views: Views): NeedIndex {
  const caughtUp = async (timeoutMs: number): Promise<void> => {
    const head = await store.head();
    if (head !== null && !(await projector.waitFor(head, timeoutMs)))
      throw new StoreUnavailable('the views are too far behind the log to say who asked for a need');
  };
  return {
    async askers(needId) {
      await caughtUp(LONGEST_WAIT_FOR_VIEWS_MS);
      return views.askersOf(needId);
    },
    async unfinished() {
      await caughtUp(LONGEST_CATCH_UP_MS);
      return views.unfinishedFulfilments();
    },
  };
}
