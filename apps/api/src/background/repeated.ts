import { Backoff, pause } from '#event-store';
import { MINUTE_MS } from '#relationship';

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
    const backoff = new Backoff(2 * this.everyMs, Math.max(this.everyMs, MINUTE_MS));
    while (!signal.aborted)
      try {
        await this.turn(signal);
        backoff.reset();
        await pause(this.everyMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.failed(error);
        await backoff.wait(undefined, signal);
      }
  }
}
