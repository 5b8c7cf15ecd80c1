import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type RecordAnswer } from '#contact-log';
import type { Actor } from '#access';
import { Recording } from './recording.js';
import { declares, type Timeline } from '#relationship';
import { Visibility } from '../visibility/visibility.js';
import { handOverAllowed } from './hand-over-allowed.js';
import { retractionAllowed } from './retraction-allowed.js';

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

  async execute({ type, input, actor, correlationId }: RecordContact): Promise<RecordAnswer> {
    const sight = await this.visibility.of(actor);
    const sees = (timeline: Timeline) => sight.mayRecordOn(timeline);
    const mayChange = handOverAllowed(actor, sight, declares(type, 'retracts') ? 'contactId' : 'owner');
    const mayRetract = retractionAllowed(actor);
    const { identity: recordedBy } = actor;
    const request = { type, input, sees, mayChange, mayRetract, recordedBy, correlationId };
    return this.recording.finish(this.log.record(request));
  }
}
