import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { EventStore } from '#event-store';
import { Projector } from '#read-models';
import { Health } from './health.js';

/** Views that are further behind are being rebuilt or cannot keep up. */
const MOST_EVENTS_BEHIND = 1_000;
/** An answer that takes longer is not waited for. Our manifests for Kubernetes wait 3 s for a probe. */
const LONGEST_CHECK_MS = 2_000;

/** Whether the log and the views can be reached, and whether the views are far behind the log. */
@Injectable()
export class LogAndViews {
  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
    health: Health,
  ) {
    health.watch('LOG_UNAVAILABLE', async () => !(await inTime(this.reachesLog())));
    health.watch('LOG_FULL', async () => !(await this.store.hasRoom()));
    health.watch('VIEWS_UNAVAILABLE', async () => !(await inTime(this.projector.reachesViews())));
    health.watch('VIEWS_BEHIND', () => inTime(this.areFarBehind()));
  }

  private reachesLog(): Promise<boolean> {
    return this.store.head().then(
      () => true,
      () => false,
    );
  }

  /**
   * Positions rise by one per event in the embedded log, and by bytes in KurrentDB; so a large gap is counted in events.
   * @returns false also while the log cannot be read: then nobody knows how far it is
   */
  private async areFarBehind(): Promise<boolean> {
    const { position } = this.projector;
    let behind = 0;
    try {
      const head = (await this.store.head()) ?? 0n;
      if (head - position <= MOST_EVENTS_BEHIND) return false;
      for await (const batch of this.store.readAll({ after: position, limit: MOST_EVENTS_BEHIND + 1 }))
        behind += batch.length;
    } catch {
      return false;
    }
    return behind > MOST_EVENTS_BEHIND;
  }
}

/** False if there is no answer in time. */
export const inTime = (isSo: Promise<boolean>): Promise<boolean> =>
  Promise.race([isSo, delay(LONGEST_CHECK_MS, false, { ref: false })]);
