// Hears of commits of any process. What it misses while it has no connection, followers find by asking.
import type { Position } from '../port/event-store.js';
import { pause } from '../port/waiting.js';
import { serverBackoff } from './failures.js';
import type { Patience } from './options.js';
import { APPENDED } from './schema.js';
import { discard, listeningClient } from './sessions.js';

/** A connection that died without a word is noticed by a question that stays unanswered. */
const ASK_EVERY_MS = 10_000;

export class Listener {
  private readonly closing = new AbortController();
  private running: Promise<void> | null = null;

  constructor(
    private readonly url: string,
    private readonly patience: Patience,
    private readonly heard: (position: Position) => void,
  ) {}

  /** Listens from now on; further calls do nothing. */
  begin(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    const backoff = serverBackoff();
    while (!signal.aborted) {
      await this.listen(() => backoff.reset()).catch(() => undefined);
      await backoff.wait(undefined, signal);
    }
  }

  private async listen(connected: () => void): Promise<void> {
    const { signal } = this.closing;
    const client = listeningClient(this.url, this.patience);
    const lost = new AbortController();
    client.on('end', () => lost.abort());
    client.on('notification', ({ payload }) => {
      if (payload !== undefined && /^\d+$/.test(payload)) this.heard(BigInt(payload));
    });
    try {
      await client.connect();
      await client.query(`listen ${APPENDED}`);
      connected();
      const over = AbortSignal.any([signal, lost.signal]);
      while (!over.aborted) {
        await client.query('select 1');
        await pause(ASK_EVERY_MS, over);
      }
    } finally {
      discard(client);
    }
  }
}
