import { type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Deployment } from '#deployment';
import type { Log } from '../config/logging.js';
import { logError } from '../edge/errors/logged-error.js';
import { Repeated } from './repeated.js';

const LOOK_EVERY_MS = 1_000;

/** Puts views into place that `rapport rebuild` has built beside those in use. */
export class Replacing implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly rounds: Repeated;

  constructor(deployment: Pick<Deployment, 'takeRebuiltViews'>, log: Log) {
    this.rounds = new Repeated(
      async () => {
        if (await deployment.takeRebuiltViews()) log.info({}, 'the rebuilt views are in place');
      },
      LOOK_EVERY_MS,
      (error) => logError(log, error, 'the rebuilt views cannot be put into place; retrying'),
    );
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }
}
