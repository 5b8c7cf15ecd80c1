import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type RecordAnswer } from '#contact-log';
import type { Actor } from '../edge/auth/actor.js';
import { Recording } from './recording.js';
import { refusedWith, type Timeline } from '#relationship';
import { Visibility } from '../visibility/visibility.js';
import { refuseOwner } from './owner-allowed.js';

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

  execute({ type, input, actor, correlationId }: RecordContact): Promise<RecordAnswer> {
    const refusal = refuseOwner(this.visibility, actor, { type, input });
    if (refusal !== null) return this.recording.finish(Promise.resolve(refusedWith([refusal])));
    const sees = (timeline: Timeline) => this.visibility.mayRecordOn(actor, timeline);
    return this.recording.finish(this.log.record({ type, input, sees, recordedBy: actor.identity, correlationId }));
  }
}
