import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Projector } from '#read-models';
import { Log, traceOf } from '../config/logging.js';

/** Runs the projector, which keeps the views up to date with the log. */
@Injectable()
export class Projecting implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly projector: Projector,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.projector.start((error) =>
      this.log.warn({ ...traceOf(error), stuckOn: this.projector.stuckOn }, 'the views are not updated; retrying'),
    );
  }

  /** Runs after the server is closed: until then, mutations wait for the views to include what they recorded. */
  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }
}
