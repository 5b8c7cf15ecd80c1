import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Deployment } from '#deployment';
import { Log } from '../config/logging.js';
import { logError } from '../edge/errors/logged-error.js';

/** Says once, after the start, whose key is lost: an older file of keys was put back, or some of its rows are gone. */
@Injectable()
export class MissingKeys implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly deployment: Pick<Deployment, 'customersWithoutKey'>,
    private readonly log: Log,
  ) {}

  /** The server answers meanwhile. */
  onApplicationBootstrap(): void {
    this.looking = this.look();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.looking;
  }

  private async look(): Promise<void> {
    try {
      const { count, first } = await this.deployment.customersWithoutKey(this.ending.signal);
      if (count === 0) return;
      const says =
        'customers have no key: their personal data cannot be read. Put back the keys that belong to this log';
      this.log.error({ code: 'KEY_MISSING', customers: count, first }, says);
    } catch (error) {
      if (!this.ending.signal.aborted)
        logError(this.log, error, 'whether every customer has a key could not be found out', {
          level: 'warn',
        });
    }
  }
}
