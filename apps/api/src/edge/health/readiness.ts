import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Projector, type Obstacle } from '#read-models';

/** Views that are further behind are being rebuilt or cannot keep up. */
const MOST_EVENTS_BEHIND = 1_000;

/** Whether the process should be sent requests. */
@Injectable()
export class Readiness {
  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  /** Why the process should not be sent requests; null if it should. */
  async problem(): Promise<Obstacle | 'views behind' | null> {
    try {
      const isBehind = await this.isFarBehind();
      if (this.projector.stuckOn !== null) return this.projector.stuckOn;
      return isBehind ? 'views behind' : null;
    } catch {
      return 'log unavailable';
    }
  }

  /** Positions rise by one per event in the embedded log, and by bytes in KurrentDB; so a large gap is counted in events. */
  private async isFarBehind(): Promise<boolean> {
    const { position } = this.projector;
    const head = (await this.store.head()) ?? 0n;
    if (head - position <= MOST_EVENTS_BEHIND) return false;
    let behind = 0;
    for await (const batch of this.store.readAll({ after: position, limit: MOST_EVENTS_BEHIND + 1 }))
      behind += batch.length;
    return behind > MOST_EVENTS_BEHIND;
  }
}
