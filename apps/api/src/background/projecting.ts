import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Projector, type Obstacle } from '#read-models';
import { Log } from '../config/logging.js';
import { logError } from '../edge/errors/logged-error.js';
import { Health } from '../edge/health/health.js';
import { inTime } from '../edge/health/log-and-views.js';
import type { Reason } from '../edge/health/reasons.js';

/** What the probes say of an obstacle. Whether log and views can be reached, they find out themselves. */
const REASON_OF: Readonly<Record<Obstacle, Reason | null>> = {
  'log unavailable': null,
  'views unavailable': null,
  'disk of the views is full': 'VIEWS_FULL',
  'views damaged': 'VIEWS_DAMAGED',
  'views of another log': 'VIEWS_MISFIT',
  'views ahead of the log': 'VIEWS_MISFIT',
  'projection fails': 'PROJECTION_STUCK',
};

/** Runs the projector, which keeps the views up to date with the log. */
@Injectable()
export class Projecting implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly projector: Projector,
    private readonly log: Log,
    health: Health,
  ) {
    const reason = () => (projector.stuckOn === null ? null : REASON_OF[projector.stuckOn]);
    for (const each of new Set(Object.values(REASON_OF)))
      if (each !== null) health.watch(each, () => reason() === each);
    health.watch('EVENTS_PARKED', () =>
      inTime(
        projector.parked().then(
          (parked) => parked > 0,
          () => false,
        ),
      ),
    );
  }

  onApplicationBootstrap(): void {
    this.projector.start((error) => {
      const { stuckOn } = this.projector;
      const says =
        stuckOn === null ? 'an event cannot be projected: it is parked' : 'the views are not updated; retrying';
      logError(this.log, error, says, { level: 'warn', stuckOn });
    });
  }

  /** Runs after the server is closed: until then, mutations wait for the views to include what they recorded. */
  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
  }
}
