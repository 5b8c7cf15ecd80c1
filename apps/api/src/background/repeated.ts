import { Backoff, pause } from '#event-store';
import { MINUTE_MS } from '#relationship';

/** Runs a task repeatedly, one run at a time, until it is stopped. A failed run is retried with backoff. */
export class Repeated {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  /**
   * @param task one run; it ends early when the signal is aborted
   * @param failed called with the error of each failed run, but not with errors that the stop causes
   */
  constructor(
    private readonly task: (signal: AbortSignal) => Promise<void>,
    private readonly everyMs: number,
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Resolves when the current run has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const backoff = new Backoff(2 * this.everyMs, Math.max(this.everyMs, MINUTE_MS));
    while (!signal.aborted)
      try {
        await this.task(signal);
        backoff.reset();
        await pause(this.everyMs, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.failed(error);
        await backoff.wait(undefined, signal);
      }
  }
}
