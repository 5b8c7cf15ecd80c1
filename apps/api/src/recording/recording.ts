import { Injectable } from '@nestjs/common';
import type { Position } from '#event-store';
import { Projector } from '#read-models';
import type { Answer } from '#relationship';
import { presentIsOver } from '../edge/graphql/under-way.js';
import { Metrics } from '../edge/metrics/metrics.js';

/**
 * Longest wait for the views, so that the next list of the caller shows what they recorded. If this is not enough, the list
 * shows it later.
 */
const LONGEST_WAIT_AFTER_RECORDING_MS = 2_000;

/** What every command does after it has recorded something. */
@Injectable()
export class Recording {
  constructor(
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Waits until lists show what was recorded, and counts refusals.
   * @param answered its `position` is null if nothing was recorded
   * @throws what `answered` rejects with
   */
  async finish<R extends { readonly position: Position | null }, C extends string>(
    answered: Promise<Answer<R, C>>,
  ): Promise<Answer<R, C>> {
    const answer = await answered;
    presentIsOver();
    const position = answer.recorded?.position ?? null;
    if (position !== null) await this.projector.waitWhileWorking(position, LONGEST_WAIT_AFTER_RECORDING_MS);
    this.metrics.refused(answer.refusals);
    return answer;
  }
}
