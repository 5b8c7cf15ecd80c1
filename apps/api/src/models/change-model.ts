import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ModelLog, type ModelAnswer } from '#model-log';
import { Projector } from '#read-models';
import type { ModelFact, ModelFactType } from '#trust';
import type { Actor } from '../edge/auth/admin-token.js';
import { Metrics } from '../edge/metrics/metrics.js';

/** So that the caller's next list is read by the model they chose. When the views are further behind, it comes later. */
const LONGEST_WAIT_FOR_VIEWS_MS = 2_000;

/** The intention to change what models there are, or what they are used for. */
export class ChangeModel<T extends ModelFactType = ModelFactType> extends Command<ModelAnswer> {
  constructor(
    readonly type: T,
    readonly data: ModelFact<T>['data'],
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

@CommandHandler(ChangeModel)
export class ChangeModelHandler implements ICommandHandler<ChangeModel> {
  constructor(
    private readonly models: ModelLog,
    private readonly projector: Projector,
    private readonly metrics: Metrics,
  ) {}

  async execute({ type, data, actor, correlationId }: ChangeModel): Promise<ModelAnswer> {
    const answer = await this.models.record({ type, data, recordedBy: actor.name, correlationId });
    if (answer.refusal !== null) this.metrics.refused([answer.refusal]);
    else await this.projector.waitFor(answer.position, LONGEST_WAIT_FOR_VIEWS_MS);
    return answer;
  }
}
