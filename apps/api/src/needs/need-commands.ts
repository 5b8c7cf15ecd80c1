import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NeedLog, type FulfilAnswer, type StepAnswer } from '#contact-log';
import { Projector } from '#read-models';
import type { Actor } from '../edge/auth/admin-token.js';
import { Metrics } from '../edge/metrics/metrics.js';

/**
 * So that the caller's next list shows what they wrote. When the views are further behind than this, or cannot be reached,
 * it comes later.
 */
const LONGEST_WAIT_FOR_VIEWS_MS = 2_000;

/** The intention to record a step towards a yes. */
export class TakeNeedStep extends Command<StepAnswer> {
  constructor(
    readonly input: object,
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

/** The intention to record that an old no became a yes, with everybody who waits for it. */
export class FulfilNeed extends Command<FulfilAnswer> {
  constructor(
    readonly input: object,
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

@CommandHandler(TakeNeedStep)
export class TakeNeedStepHandler implements ICommandHandler<TakeNeedStep> {
  constructor(
    private readonly needs: NeedLog,
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  async execute({ input, actor, correlationId }: TakeNeedStep): Promise<StepAnswer> {
    const answer = await this.needs.takeStep({ input, recordedBy: actor.name, correlationId });
    if (answer.recorded !== null)
      await this.projector.waitWhileConnected(answer.recorded.position, LONGEST_WAIT_FOR_VIEWS_MS);
    this.metrics.refused(answer.refusals);
    return answer;
  }
}

@CommandHandler(FulfilNeed)
export class FulfilNeedHandler implements ICommandHandler<FulfilNeed> {
  constructor(
    private readonly needs: NeedLog,
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  async execute({ input, actor, correlationId }: FulfilNeed): Promise<FulfilAnswer> {
    const answer = await this.needs.fulfil({ input, recordedBy: actor.name, correlationId });
    if (answer.recorded !== null)
      await this.projector.waitWhileConnected(answer.recorded.position, LONGEST_WAIT_FOR_VIEWS_MS);
    this.metrics.refused(answer.refusals);
    return answer;
  }
}
