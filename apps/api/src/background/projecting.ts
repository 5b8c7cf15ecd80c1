import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Projector } from '#read-models';
import { Log, traceOf } from '../config/logging.js';
import { Health } from '../edge/health/health.js';

/** Runs the projector, which keeps the views up to date with the log. */
@Injectable()
export class Projecting implements OnApplicationBootstrap, OnApplicationShutdown {
  private hasFailed = false;

  constructor(
    private readonly projector: Projector,
    private readonly log: Log,
    health: Health,
  ) {
    health.watch('PROJECTION_FAILED', () => this.hasFailed);
  }

  onApplicationBootstrap(): void {
    this.projector.start({
      failed: (error) => {
        this.hasFailed = true;
        this.log.fatal(traceOf(error), 'the projection failed: the views are no longer updated');
      },
      interrupted: (error) => this.log.warn(traceOf(error), 'cannot reach the log or the views; retrying'),
    });
  }

  /** Runs after the server is closed: until then, mutations wait for the views to include what they recorded. */
  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }
}
