import { setImmediate } from 'node:timers';

/** What the requests that begin in one round of the event loop may compute until they first wait, milliseconds. */
const ROUND_MS = 3;
/** The log writes what was recorded in one round together, so fewer make it slower; more make a round longer. */
const MOST_A_ROUND = 8;

/**
 * Lets requests begin in the order in which they came, some in each round of the event loop. Node accepts one connection a
 * round and only then reads what came on others, so that a round in which all requests begin at once leaves new callers
 * waiting until they give up.
 */
export class Rounds {
  private readonly waiting: (() => void)[] = [];
  private isRunning = false;
  /** Null where the round has not begun. */
  private endsAtMs: number | null = null;

  /** @param now milliseconds, replaced in tests */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Requests that have not begun. */
  get length(): number {
    return this.waiting.length;
  }

  /** Resolves when a request may begin. */
  begin(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.isRunning) this.plan();
    });
  }

  /** Sets up the next round. A callback of the loop each, so that what one began has run before the next looks at the clock. */
  private plan(): void {
    this.isRunning = this.waiting.length > 0;
    if (!this.isRunning) return;
    this.endsAtMs = null;
    for (let n = Math.min(this.waiting.length, MOST_A_ROUND); n > 0; n -= 1) setImmediate(() => this.next());
    setImmediate(() => this.plan());
  }

  private next(): void {
    const now = this.now();
    this.endsAtMs ??= now + ROUND_MS;
    if (now < this.endsAtMs) this.waiting.shift()?.();
  }
}
