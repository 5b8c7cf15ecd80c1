// Follows the log until it is stopped. A subscription ends for many reasons, sometimes without an error. The follower
// then subscribes again after the last event that it delivered.
import { setImmediate } from 'node:timers/promises';
import { StoreUnavailable, type FollowOptions, type Position, type StoredEvent } from '../port/event-store.js';
import { checkedBatchSize } from '../port/read-options.js';
import type { DbClient } from './db-client.js';
import { failureOf } from './failures.js';
import type { LogReader } from './log-reader.js';
import { type Patience, serverBackoff } from './options.js';
import { toStored } from './stored-event.js';
import { Subscription, SubscriptionOver } from './subscription.js';

export class Follower {
  constructor(
    private readonly db: DbClient,
    private readonly reader: LogReader,
    private readonly patience: Patience,
    private readonly closing: AbortSignal,
  ) {}

  async *follow({ after = 0n, batchSize, signal }: FollowOptions): AsyncIterable<readonly StoredEvent[]> {
    const size = checkedBatchSize(batchSize);
    const over = AbortSignal.any([signal, this.closing]);
    const backoff = serverBackoff();
    let seen = after;
    let hasWorked = false;
    while (!over.aborted) {
      const subscription = new Subscription(this.db, seen === 0n ? 'start' : seen, size);
      try {
        for (;;) {
          const records = await this.next(subscription, seen, over);
          if (over.aborted) break;
          const last = records.at(-1);
          if (!last) continue;
          hasWorked = true;
          backoff.reset();
          const events = records.filter((record) => record.of === 'us' && record.position > seen).map(toStored);
          seen = last.position;
          if (events.length > 0) yield events;
          if (over.aborted) break;
        }
      } catch (thrown) {
        assertWorthRepeating(thrown, seen, hasWorked);
      } finally {
        subscription.cancel();
      }
      await backoff.wait(undefined, over);
    }
    if (!signal.aborted) throw new StoreUnavailable('the store was closed while being followed');
  }

  /** If nothing comes for a while, asks for the head of the log: a subscription may be dead without an error. */
  private async next(subscription: Subscription, seen: Position, over: AbortSignal): ReturnType<Subscription['take']> {
    const records = await subscription.take(this.patience.silenceMs, over);
    if (records.length > 0) {
      await setImmediate(); // lets the client decode the rest of the same chunk
      return [...records, ...subscription.rest(records.length)];
    }
    if (over.aborted) return [];
    const head = await this.reader.head();
    if (head === null || head <= seen) return [];
    const late = await subscription.take(this.patience.silenceMs, over);
    if (late.length === 0 && !over.aborted)
      throw new SubscriptionOver('it delivers nothing although the log has grown');
    return late;
  }
}

/** If a subscription has worked before, every error may be temporary: an election of a leader, a wrong password. */
function assertWorthRepeating(thrown: unknown, seen: Position, hasWorked: boolean): void {
  const failure = failureOf(thrown, { from: seen });
  if (failure.is !== 'REFUSED' || hasWorked) return;
  throw failure.error instanceof StoreUnavailable
    ? failure.error
    : new StoreUnavailable(
        `the log cannot be followed after position ${seen}: check that the position is of this log`,
        {
          cause: failure.error,
        },
      );
}
