import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ContactLog, type ReplaceAnswer } from '#contact-log';
import type { Actor } from '../edge/auth/admin-token.js';
import { Recording } from './recording.js';

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
  ) {}

  execute({ contactId, reason, contact, actor, correlationId }: ReplaceContact): Promise<ReplaceAnswer> {
    const { name: recordedBy } = actor;
    return this.recording.finish(this.log.replace({ ...contact, contactId, reason, recordedBy, correlationId }));
  }
}
