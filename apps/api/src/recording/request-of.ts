import type { Actor } from '#access';
import type { RecordRequest } from '#contact-log';
import { declares, type Timeline } from '#relationship';
import type { Visibility } from '../visibility/visibility.js';
import { handOverAllowed } from './hand-over-allowed.js';
import { retractionAllowed } from './retraction-allowed.js';

/** A contact that somebody wants to record. */
export type Wanted = {
  /** The event type, such as `CheckInHeld`. */
  readonly type: string;
  readonly input: object;
  readonly actor: Actor;
  readonly correlationId: string;
};

/** What the log of contacts is asked: the contact, with what its recorder sees and may change. */
export async function requestOf(
  { type, input, actor, correlationId }: Wanted,
  visibility: Visibility,
): Promise<RecordRequest> {
  const sight = await visibility.of(actor);
  const sees = (timeline: Timeline) => sight.mayRecordOn(timeline);
  const mayChange = handOverAllowed(actor, sight, declares(type, 'retracts') ? 'contactId' : 'owner');
  const mayRetract = retractionAllowed(actor);
  return { type, input, sees, mayChange, mayRetract, recordedBy: actor.identity, correlationId };
}
