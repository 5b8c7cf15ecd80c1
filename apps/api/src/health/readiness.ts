import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-store';
import { Projector } from '#read-models';

/** Views this far behind are being rebuilt or cannot keep up. */
const MOST_EVENTS_BEHIND = 1_000n;

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
  async problem(): Promise<'projection failed' | 'log unavailable' | 'views behind' | null> {
    if (this.failed) return 'projection failed';
    try {
      const head = (await this.store.head()) ?? 0n;
      return head - this.projector.position > MOST_EVENTS_BEHIND ? 'views behind' : null;
    } catch {
      return 'log unavailable';
    }
  }
}
