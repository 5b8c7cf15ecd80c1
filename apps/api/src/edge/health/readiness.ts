import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Projector } from '#read-models';

/** Views this far behind are being rebuilt or cannot keep up. */
const MOST_EVENTS_BEHIND = 1_000;

/** Whether the process should be sent requests. */
@Injectable()
export class Readiness {
  private failed = false;

  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  /** The views can no longer be kept up. */
  projectionFailed(): void {
    this.failed = true;
  }

  /** Why not; null where it should. */
  async problem(): Promise<'projection failed' | 'log unavailable' | 'views unavailable' | 'views behind' | null> {
    if (this.failed) return 'projection failed';
    try {
      const isBehind = await this.isFarBehind();
      if (!this.projector.isConnected) return 'views unavailable';
      return isBehind ? 'views behind' : null;
    } catch {
      return 'log unavailable';
    }
  }

  /** Events are counted where there may be many: positions rise by one in one store, and by bytes in another. */
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
