import { contactRetracted, refuse, type Refusal } from '#relationship';
import { isRefused, readInput, type CheckedInput } from './read-input.js';

export type ReplacementInputs = { readonly retraction: CheckedInput; readonly contact: CheckedInput };

type Unchecked = {
  readonly type: string;
  readonly input: object & { readonly customerId?: unknown };
  readonly contactId: unknown;
  readonly reason?: unknown;
};

/** Checks the shape of both parts of a replacement. Refused fields of the contact start with "contact". */
export function readReplacement({ type, input, contactId, reason }: Unchecked): ReplacementInputs | readonly Refusal[] {
  const contact = readInput(type, input);
  const retraction = readInput(contactRetracted.type, { customerId: input.customerId, contactId, reason });
  if (!isRefused(contact) && !isRefused(retraction)) return { retraction, contact };
  const ofContact = isRefused(contact) ? contact : [];
  // Both parts have the customer id; it is refused once, as a field of the contact.
  const ofRetraction = isRefused(retraction) ? retraction.filter(({ field }) => field !== 'customerId') : [];
  return [
    ...ofRetraction,
    ...ofContact.map(({ code, field, message }) => refuse(code, ['contact', field].join('.'), message)),
  ];
}
