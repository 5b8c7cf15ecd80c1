import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type RecordAnswer } from '#contact-log';
import type { Actor } from '#access';
import { Recording } from './recording.js';
import { Visibility } from '../visibility/visibility.js';
import { requestOf } from './request-of.js';

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
    private readonly visibility: Visibility,
  ) {}

  async execute(command: RecordContact): Promise<RecordAnswer> {
    return this.recording.finish(this.log.record(await requestOf(command, this.visibility)));
  }
}
