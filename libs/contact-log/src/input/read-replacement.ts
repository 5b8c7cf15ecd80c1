import { contactRetracted, refuse, type Refusal } from '#relationship';
import { isRefused, readInputToJudge, type InputToJudge } from './read-input.js';

export type ReplacementInputs = { readonly retraction: InputToJudge; readonly contact: InputToJudge };

type Unchecked = {
  readonly type: string;
  readonly input: object & { readonly customerId?: unknown };
  readonly contactId: unknown;
  readonly reason?: unknown;
};

/** Checks the shape of both parts of a replacement. Refused fields of the contact start with "contact". */
export function readReplacement({ type, input, contactId, reason }: Unchecked): ReplacementInputs | readonly Refusal[] {
  const contact = readInputToJudge(type, input);
  const retraction = readInputToJudge(contactRetracted.type, { customerId: input.customerId, contactId, reason });
  if (!isRefused(contact) && !isRefused(retraction)) return { retraction, contact };
  return refusalsOfParts(refusalsIn(retraction), refusalsIn(contact));
}

const refusalsIn = (read: InputToJudge | readonly Refusal[]): readonly Refusal[] =>
  isRefused(read) ? read : read.ofNewIds;

/** Both parts have the customer id; it is refused once, as a field of the contact. */
export const refusalsOfParts = (
  ofRetraction: readonly Refusal[],
  ofContact: readonly Refusal[],
): readonly Refusal[] => [
  ...ofRetraction.filter(({ field }) => field !== 'customerId'),
  ...ofContact.map(({ code, field, message }) => refuse(code, ['contact', field].join('.'), message)),
];
