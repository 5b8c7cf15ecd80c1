import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Projector } from '#read-models';
import { Log, traceOf } from '../config/logging.js';
import { Readiness } from '../edge/health/readiness.js';

/** Keeps the views up with the log for as long as the server runs. */
@Injectable()
export class Projecting implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly projector: Projector,
    private readonly readiness: Readiness,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.projector.start({
      failed: (error) => {
        this.readiness.projectionFailed();
        this.log.fatal(traceOf(error), 'the views can no longer be kept up');
      },
      interrupted: (error) => this.log.warn(traceOf(error), 'log or views cannot be reached; it is tried again'),
    });
  }

  /** After the server is closed: until then mutations wait for the views to hold what they recorded. */
  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }
}
