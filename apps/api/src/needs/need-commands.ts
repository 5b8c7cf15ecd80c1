import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { NeedLog, type FulfilAnswer, type StepAnswer } from '#contact-log';
import type { Actor } from '#access';
import { Recording } from '../recording/recording.js';

/** Command: record a step towards meeting a need. */
export class TakeNeedStep extends Command<StepAnswer> {
  constructor(
    readonly input: object,
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

/** Command: record that a need is met, for every customer who waits for it. */
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
    private readonly recording: Recording,
  ) {}

  execute({ input, actor, correlationId }: TakeNeedStep): Promise<StepAnswer> {
    return this.recording.finish(this.needs.takeStep({ input, recordedBy: actor.identity, correlationId }));
  }
}

@CommandHandler(FulfilNeed)
export class FulfilNeedHandler implements ICommandHandler<FulfilNeed> {
  constructor(
    private readonly needs: NeedLog,
    private readonly recording: Recording,
  ) {}

  execute({ input, actor, correlationId }: FulfilNeed): Promise<FulfilAnswer> {
    return this.recording.finish(this.needs.fulfil({ input, recordedBy: actor.identity, correlationId }));
  }
}
