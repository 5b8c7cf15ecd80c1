import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type RecordAnswer } from '#contact-log';
import type { Actor } from '../edge/auth/admin-token.js';
import { Recording } from './recording.js';

/** Command: record a contact. Every mutation that records a contact sends it. */
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

@CommandHandler(RecordContact)
export class RecordContactHandler implements ICommandHandler<RecordContact> {
  constructor(
    private readonly log: ContactLog,
    private readonly recording: Recording,
  ) {}

  execute({ type, input, actor, correlationId }: RecordContact): Promise<RecordAnswer> {
    return this.recording.finish(this.log.record({ type, input, recordedBy: actor.name, correlationId }));
  }
}
