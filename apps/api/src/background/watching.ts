import { setTimeout as pause } from 'node:timers/promises';
import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Deployment } from '#deployment';
import type { Pace } from '#read-models';
import type { Log } from '../config/logging.js';
import { logError } from '../edge/errors/logged-error.js';
import type { Health } from '../edge/health/health.js';
import type { Reason } from '../edge/health/reasons.js';
import { Repeated } from './repeated.js';

/** While one of these is wrong, views may be old, or nothing can be appended. */
const HINDRANCES: readonly Reason[] = [
  'CLOCK_BEHIND',
  'LOG_UNAVAILABLE',
  'LOG_FULL',
  'VIEWS_UNAVAILABLE',
  'VIEWS_BEHIND',
  'VIEWS_FULL',
  'VIEWS_DAMAGED',
  'VIEWS_MISFIT',
  'PROJECTION_STUCK',
];

/** Whether what the views say of the present may be wrong. */
export const isHindered = async (health: Health): Promise<boolean> =>
  (await health.wrong()).some(({ reason }) => HINDRANCES.includes(reason));

/** Three times as long as the work took: what is caught up after an import takes a quarter of the time of the server. */
const REST_PER_WORK = 3;

const restAfter: Pace = (tookMs, signal) =>
  // The pause ends early when the server stops.
  pause(REST_PER_WORK * tookMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);

type Watched = Pick<Deployment, 'needs' | 'log' | 'views' | 'watcher' | 'projector' | 'clock'>;

/**
 * Finishes the fulfilments of needs that an earlier server left half done. Then, in every round, finishes merges that broke off,
 * and appends to the log what
 * time alone causes: lapsed obligations and crossed bands. Only the leader does this: the server that projects. A round is
 * skipped while the views are behind the log, because an obligation that they show as due may already be met.
 */
export class Watching implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Repeated;
  private isResumed = false;

  /** @param everyMs pause between two rounds */
  constructor(
    private readonly watched: Watched,
    private readonly health: Health,
    private readonly log: Log,
    everyMs: number,
  ) {
    health.watch('CLOCK_BEHIND', () => watched.clock.refusesToRecord);
    health.watch('CLOCK_LEAPT', () => watched.clock.hasLeapt);
    this.rounds = new Repeated(
      (signal) => this.round(signal),
      everyMs,
      (error) =>
        logError(log, error, 'cannot record what time alone caused (lapsed obligations, crossed bands); retrying'),
    );
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  private async round(signal: AbortSignal): Promise<void> {
    const { projector, needs, log, views, watcher } = this.watched;
    if (!projector.leads) this.isResumed = false;
    if (!projector.leads || (await isHindered(this.health))) return;
    // A customer whose events cannot be read must not keep the watcher from all others.
    this.isResumed ||= await needs.resume().then(
      () => true,
      (error: unknown) => {
        logError(this.log, error, 'cannot finish the fulfilment of a need; it is tried again in the next round');
        return false;
      },
    );
    await log.resumeMerges(await views.unsettledIds()).catch((error: unknown) => {
      logError(this.log, error, 'cannot finish a merge of relationships; it is tried again in the next round');
    });
    await watcher.look(signal, restAfter);
  }
}
