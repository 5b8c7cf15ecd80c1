import { Injectable } from '@nestjs/common';
import type { Position } from '#event-store';
import { Projector } from '#read-models';
import type { Answer } from '#relationship';
import { Metrics } from '../edge/metrics/metrics.js';

/**
 * So that the caller's next list shows what they wrote. When the views are further behind than this, or cannot be reached,
 * it comes later.
 */
const LONGEST_WAIT_AFTER_RECORDING_MS = 2_000;

/** What every command that records does once the log has answered. */
@Injectable()
export class Recording {
  constructor(
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Waits until lists show what was recorded, and counts what was refused.
   * @param answered `position` is null where nothing was recorded after all
   * @throws what recording throws
   */
  async finish<R extends { readonly position: Position | null }, C extends string>(
    answered: Promise<Answer<R, C>>,
  ): Promise<Answer<R, C>> {
    const answer = await answered;
    const position = answer.recorded?.position ?? null;
    if (position !== null) await this.projector.waitWhileConnected(position, LONGEST_WAIT_AFTER_RECORDING_MS);
    this.metrics.refused(answer.refusals);
    return answer;
  }
}
