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
    this.projector.start((error) => {
      const { stuckOn } = this.projector;
      const says =
        stuckOn === null ? 'an event cannot be projected: it is parked' : 'the views are not updated; retrying';
      this.log.warn({ ...traceOf(error), stuckOn }, says);
    });
  }

  /** Runs after the server is closed: until then, mutations wait for the views to include what they recorded. */
  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }
}
