import { isRefused, readInput } from '#contact-log';
import { definitionOf, refuse, toMs, type RecordedContact, type Refusal } from '#relationship';
import type { CanonicalContact } from '#source';

export type ContactSaid = Pick<CanonicalContact, 'type' | 'input' | 'recordedAt'> & {
  readonly id: string;
  readonly recordedBy: string;
  /** Milliseconds since the epoch: nothing took place or was recorded later. */
  readonly now: number;
};

/** Either the contact, or why it cannot be one. */
export type Heard =
  | { readonly contact: RecordedContact; readonly refusals: readonly [] }
  | { readonly contact: null; readonly refusals: readonly Refusal[] };

/** The contact that a source says took place, checked as one that a caller sends. */
export function contactSaid({ id, type, input, recordedAt, recordedBy, now }: ContactSaid): Heard {
  const checked = readInput(type, input);
  if (isRefused(checked)) return { contact: null, refusals: checked };
  const data = checked.facts as RecordedContact['data'];
  const at = toMs(data.occurredAt);
  // Tables write "never" as a date such as 9999-12-31. As a fact it would move the end of the record there.
  if (at > now) return { contact: null, refusals: [refuse('OCCURRED_IN_FUTURE', 'occurredAt')] };
  const defaults = definitionOf(type)?.defaults?.(data, () => `${id}:made`) ?? {};
  const told = { id, type, data: { ...data, ...defaults }, at, recordedBy };
  // Nothing is known before it takes place.
  return { contact: contactOf({ ...told, recordedAt: Math.max(at, recordedAt ?? at) }), refusals: [] };
}

/** What tells one contact of a source from another. */
export type Telling = Pick<RecordedContact, 'id' | 'type' | 'data' | 'at' | 'recordedAt' | 'recordedBy'>;

/** The contact, with what is the same of all contacts of a source. */
export const contactOf = ({ id, type, data, at, recordedAt, recordedBy }: Telling): RecordedContact => ({
  id,
  type,
  data,
  sealed: null,
  at,
  recordedAt,
  recordedBy,
  position: null,
  correlationId: id,
  causationId: null,
  idempotencyKey: null,
  fingerprint: id,
  idChosen: false,
});
