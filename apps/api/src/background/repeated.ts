import { setTimeout as delay } from 'node:timers/promises';

/** After failures the next turn comes later and later, up to so long. */
const LONGEST_PAUSE_MS = 60_000;

/** Does something again and again, one turn after the other, until it is stopped. What failed is tried again. */
export class Repeated {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /**
   * @param turn ends early where the signal says so
   * @param failed is told of every failure of a turn, none of those of stopping
   */
  constructor(
    private readonly turn: (signal: AbortSignal) => Promise<void>,
    private readonly everyMs: number,
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves once the turn under way has come to an end. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let failures = 0; !signal.aborted;) {
      try {
        await this.turn(signal);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.failed(error);
        failures += 1;
      }
      const pause = Math.min(this.everyMs * 2 ** failures, Math.max(this.everyMs, LONGEST_PAUSE_MS));
      await delay(pause, undefined, { signal }).catch(() => undefined);
    }
  }
}
