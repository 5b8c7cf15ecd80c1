import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ModelLog, type ModelAnswer } from '#model-log';
import type { ModelFact, ModelFactType } from '#trust';
import type { Actor } from '#access';
import { Recording } from '../recording/recording.js';

/** Command: change which models there are, or what they are used for. */
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
    private readonly recording: Recording,
  ) {}

  execute({ type, data, actor, correlationId }: ChangeModel): Promise<ModelAnswer> {
    return this.recording.finish(this.models.record({ type, data, recordedBy: actor.identity, correlationId }));
  }
}
