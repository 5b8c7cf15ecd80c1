import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type ReplaceAnswer } from '#contact-log';
import type { Actor } from '#access';
import { Recording } from './recording.js';
import type { Timeline } from '#relationship';
import { Visibility } from '../visibility/visibility.js';
import { handOverAllowed } from './hand-over-allowed.js';

/** Command: retract a contact and record another in its place. */
export class ReplaceContact extends Command<ReplaceAnswer> {
  constructor(
    readonly contactId: string,
    readonly reason: string | null,
    /** The corrected contact: its event type and the caller's input. */
    readonly contact: { readonly type: string; readonly input: object },
    readonly actor: Actor,
    readonly correlationId: string,
  ) {
    super();
  }
}

@CommandHandler(ReplaceContact)
export class ReplaceContactHandler implements ICommandHandler<ReplaceContact> {
  constructor(
    private readonly log: ContactLog,
    private readonly recording: Recording,
    private readonly visibility: Visibility,
  ) {}

  async execute({ contactId, reason, contact, actor, correlationId }: ReplaceContact): Promise<ReplaceAnswer> {
    const sight = await this.visibility.of(actor);
    const sees = (timeline: Timeline) => sight.mayRecordOn(timeline);
    const mayChange = handOverAllowed(actor, sight, 'contact.owner');
    const by = { recordedBy: actor.identity, correlationId };
    return this.recording.finish(this.log.replace({ ...contact, ...by, sees, mayChange, contactId, reason }));
  }
}
