import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type RecordAnswer } from '#contact-log';
import { Projector } from '#read-models';
import type { Actor } from '../edge/auth/admin-token.js';
import { Metrics } from '../edge/metrics/metrics.js';

/** The intention behind every mutation that records a contact. */
export class RecordContact extends Command<RecordAnswer> {
  constructor(
    /** The event type, such as `CheckInHeld`. */
    readonly type: string,
    readonly input: object,
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

/**
 * So that the caller's next list shows what they wrote. When the views are further behind than this, or cannot be reached,
 * it comes later.
 */
const LONGEST_WAIT_FOR_VIEWS_MS = 2_000;

@CommandHandler(RecordContact)
export class RecordContactHandler implements ICommandHandler<RecordContact> {
  constructor(
    private readonly log: ContactLog,
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  async execute({ type, input, actor, correlationId }: RecordContact): Promise<RecordAnswer> {
    const answer = await this.log.record({ type, input, recordedBy: actor.name, correlationId });
    if (answer.recorded !== null)
      await this.projector.waitWhileConnected(answer.recorded.position, LONGEST_WAIT_FOR_VIEWS_MS);
    this.metrics.refused(answer.refusals);
    return answer;
  }
}
