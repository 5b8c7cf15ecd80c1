import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Deployment } from '#deployment';
import { traceOf, type Log } from '../config/logging.js';
import type { Readiness } from '../edge/health/readiness.js';
import { Repeated } from './repeated.js';

type Watched = Pick<Deployment, 'needs' | 'watcher' | 'projector'>;

/**
 * Finishes what an earlier server began and left undone, then appends to the log, again and again, what time alone brought
 * about. Of several servers that share the views only the one that projects does so. It waits while the views are behind:
 * what they say is due may be done already.
 */
export class Watching implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Repeated;
  private isResumed = false;

  /** @param everyMs pause between two rounds */
  constructor(
    private readonly watched: Watched,
    private readonly readiness: Readiness,
    log: Log,
    everyMs: number,
  ) {
    this.rounds = new Repeated(
      (signal) => this.round(signal),
      everyMs,
      (error) => log.error(traceOf(error), 'what time brought about could not be recorded; it is tried again'),
    );
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async round(signal: AbortSignal): Promise<void> {
    const { projector, needs, watcher } = this.watched;
    if (!projector.leads) this.isResumed = false;
    if (!projector.leads || (await this.readiness.problem()) !== null) return;
    if (!this.isResumed) await needs.resume();
    this.isResumed = true;
    await watcher.look(signal);
  }
}
