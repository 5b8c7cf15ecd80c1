import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** Callers that were seen last; one that was forgotten begins with a full budget. */
const CALLERS_REMEMBERED = 50_000;

type Bucket = { left: number; at: number };

/** What each caller may spend in a minute: a token bucket that fills evenly, so a caller waits for what is missing and no longer. */
export class CostBudget {
  private readonly buckets = new LRUCache<string, Bucket>({ max: CALLERS_REMEMBERED });

  /** @param perMinute also the most that is saved up @param now a clock that never goes back, milliseconds */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /**
   * Takes the cost from the budget of the caller.
   * @returns after how many seconds it is there; 0: it was taken. What is refused costs nothing
   */
  take(identity: string, cost: number): number {
    const now = this.now();
    const bucket = this.buckets.get(identity) ?? { left: this.perMinute, at: now };
    bucket.left = Math.min(this.perMinute, bucket.left + ((now - bucket.at) * this.perMinute) / MINUTE_MS);
    bucket.at = now;
    this.buckets.set(identity, bucket);
    const missing = cost - bucket.left;
    if (missing > 0) return Math.ceil((missing * MINUTE_MS) / this.perMinute / 1_000);
    bucket.left -= cost;
    return 0;
  }
}
