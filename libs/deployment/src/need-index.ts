import type { NeedIndex } from '#contact-log';
import { StoreUnavailable, type EventStore } from '#event-store';
import { LONGEST_WAIT_FOR_VIEWS_MS, type Projector, type Views } from '#read-models';
import { DAY_MS } from '#relationship';

/** After a start the views may have to process the whole log first. */
const LONGEST_CATCH_UP_MS = DAY_MS;

/**
 * The lookups of the needs register, from the views. Each waits until the views include the head of the log at the time of the
 * call. The projector must be running, or have caught up. @throws StoreUnavailable if the views stay too far behind
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
    async recorded() {
      await caughtUp(LONGEST_WAIT_FOR_VIEWS_MS);
      return views.recordedNeeds();
    },
  };
}
