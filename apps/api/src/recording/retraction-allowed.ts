import type { Actor } from '#access';
import { declares, refuse, type RecordedContact, type Refusal } from '#relationship';
import { MERGE } from '../edge/auth/rights.js';

/** A merge is retracted by whoever may merge. */
export const retractionAllowed =
  (actor: Actor) =>
  ({ type }: RecordedContact): Refusal | null =>
    declares(type, 'joins') && !MERGE.has(actor) ? refuse('MERGE_NOT_RETRACTABLE', 'contactId') : null;
