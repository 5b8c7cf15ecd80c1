import { isRefused, readInput } from '#contact-log';
import { definitionOf, toIso, type RecordedContact, type Refusal } from '#relationship';

export type ContactSaid = {
  readonly id: string;
  readonly type: string;
  readonly customerId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly recordedAt: number;
  readonly recordedBy: string;
  readonly facts: object;
};

/** Either the contact, or why it cannot be one. */
export type MappedContact =
  | { readonly contact: RecordedContact; readonly refusals: readonly [] }
  | { readonly contact: null; readonly refusals: readonly Refusal[] };

/** The contact that a table says took place, checked as one that a caller sends. */
export function mappedContact(said: ContactSaid): MappedContact {
  const { id, type, customerId, at, recordedBy } = said;
  const input = readInput(type, { ...said.facts, customerId, occurredAt: toIso(at) });
  if (isRefused(input)) return { contact: null, refusals: input };
  const data = input.facts as RecordedContact['data'];
  const defaults = definitionOf(type)?.defaults?.(data, () => `${id}:made`) ?? {};
  // Nothing is known before it takes place.
  const recordedAt = Math.max(at, said.recordedAt);
  return { contact: contactOf({ id, type, data: { ...data, ...defaults }, at, recordedAt, recordedBy }), refusals: [] };
}

/** What tells one contact of a table from another. */
export type Telling = Pick<RecordedContact, 'id' | 'type' | 'data' | 'at' | 'recordedAt' | 'recordedBy'>;

/** The contact, with what is the same of all that stand in a table. */
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
