import type { CommittedContact } from '#read-models';
import { apiError } from '../edge/errors/codes.js';

/** With more unread contacts than this, only the newest of each customer is kept. */
const UNREAD_KEPT_IN_FULL = 500;
/** With unread contacts of more customers than this, the subscription ends. */
const MOST_CUSTOMERS_UNREAD = 10_000;

/**
 * The contacts that one subscriber has not read yet. A subscriber that stops reading must not fill the memory: first only
 * the newest contact of each customer is kept, then the subscription ends.
 */
export class UnreadChanges {
  private unread: CommittedContact[] = [];
  private thinOutAt = UNREAD_KEPT_IN_FULL;
  private state: 'open' | 'overrun' | 'closed' = 'open';
  private wake: () => void = () => undefined;

  add(committed: CommittedContact): void {
    if (this.state !== 'open') return;
    this.unread.push(committed);
    if (this.unread.length > this.thinOutAt) this.thinOut();
    this.wake();
  }

  /** The next contact, in the order of the log; null once closed. @throws GraphQLError SUBSCRIBER_TOO_SLOW */
  async next(): Promise<CommittedContact | null> {
    while (this.state === 'open' && this.unread.length === 0) await new Promise<void>((wake) => (this.wake = wake));
    if (this.state === 'overrun') throw apiError('SUBSCRIBER_TOO_SLOW');
    return this.unread.shift() ?? null;
  }

  close(): void {
    this.end('closed');
  }

  private end(state: 'overrun' | 'closed'): void {
    this.state = state;
    this.unread = [];
    this.wake();
  }

  private thinOut(): void {
    const newest = new Map(this.unread.map((committed) => [committed.contact.data.customerId, committed]));
    if (newest.size > MOST_CUSTOMERS_UNREAD) return this.end('overrun');
    this.unread = this.unread.filter((committed) => newest.get(committed.contact.data.customerId) === committed);
    this.thinOutAt = Math.max(UNREAD_KEPT_IN_FULL, 2 * this.unread.length);
  }
}
