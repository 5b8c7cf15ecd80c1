import { formsOfToday, type RepeatForms } from '../facts/repeat-forms.js';
import { declares, definitionOf } from '../contacts/catalog.js';
import { RECORDED, refused, repeated, type Decision } from '../facts/decision.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import { refuse, type Refusal } from '../facts/refusal.js';
import type { Timeline } from '../timeline/timeline.js';
import { decide } from './decide.js';

/** One contact takes the place of another: the retraction of the other, and the contact, which the retraction causes. */
export type Replacement = { readonly retraction: RecordedContact; readonly contact: RecordedContact };

/**
 * Decides whether a contact can be replaced: both are recorded, or neither. The rules see the facts without the replaced
 * contact. Refused fields of the contact start with "contact".
 * @param replacement the id of the contact must not count as chosen by the caller; the same facts are no repeat here
 * @param forms the keys under which an earlier call may be on record
 * @param timeline the retraction is added to it where it can be recorded, also if the contact is then refused
 */
export function decideReplacement(
  timeline: Timeline,
  { retraction, contact }: Replacement,
  { keys }: Pick<RepeatForms, 'keys'> = formsOfToday(contact),
): Decision<Replacement> {
  if (timeline.erasure !== null) return refused(refuse('CUSTOMER_ERASED', 'contact.customerId'));
  const [earlier] = keys.flatMap((key) => timeline.byIdempotencyKey(key) ?? []);
  if (earlier !== undefined) return repeatOf(timeline, earlier, { retraction, contact });
  const refusal = refuseRetraction(timeline, retraction) ?? refuseReplaced(timeline, { retraction, contact });
  if (refusal !== null) return refused(refusal);
  timeline.add(retraction);
  // The id of the fact may be that of the replaced contact, or of another one: then its own rules refuse it.
  const decision = decide(timeline, { ...contact, idChosen: false });
  if (decision.is === 'REFUSED') return refused(ofContact(decision.refusal));
  const isTooLate = declares(contact.type, 'opens') && hasContactBefore(timeline, contact.at);
  return isTooLate ? refused(refuse('CONTACT_NOT_REPLACEABLE', 'contact.occurredAt', OPENS_TOO_LATE)) : RECORDED;
}

const OPENS_TOO_LATE = 'An opening cannot be replaced by one that is later than other contacts.';
/** Two replacements may be the same command, sent twice. Without a key that cannot be told, so the answer says what can help. */
const ALREADY_REPLACED = refuse(
  'CONTACT_ALREADY_RETRACTED',
  'contactId',
  'The contact has been retracted or replaced already. Only with an idempotencyKey is the same replacement a repeat.',
);
const IS_A_MERGE = 'A merge cannot be replaced; retract it, and merge again.';
const OF_THE_REGISTER = 'A fulfilled need cannot be replaced; retract it.';

/** Under one key, the same contact must replace the same one for the same reason. */
function repeatOf(timeline: Timeline, contact: RecordedContact, asked: Replacement): Decision<Replacement> {
  const retraction = timeline.contact(contact.causationId ?? '');
  const isSame =
    contact.fingerprint === asked.contact.fingerprint && retraction?.fingerprint === asked.retraction.fingerprint;
  return isSame ? repeated({ retraction, contact }) : refused(refuse('IDEMPOTENCY_CONFLICT', 'contact.idempotencyKey'));
}

function refuseRetraction(timeline: Timeline, retraction: RecordedContact): Refusal | null {
  const decision = decide(timeline, retraction);
  if (decision.is === 'REPEATED') return ALREADY_REPLACED;
  if (decision.is === 'RECORDED') return null;
  const { code, field } = decision.refusal;
  if (code === 'CONTACT_ALREADY_RETRACTED') return ALREADY_REPLACED;
  // Contacts stand on the opening; they will stand on the one that takes its place.
  if (code === 'CONTACT_NOT_RETRACTABLE' && declares(replacedBy(timeline, retraction)?.type ?? '', 'opens'))
    return null;
  return field === 'contactId' ? decision.refusal : ofContact(decision.refusal);
}

function refuseReplaced(timeline: Timeline, { retraction, contact }: Replacement): Refusal | null {
  const type = replacedBy(timeline, retraction)?.type ?? '';
  if (declares(type, 'joins')) return refuse('CONTACT_NOT_REPLACEABLE', 'contactId', IS_A_MERGE);
  if (definitionOf(type)?.mutation === null) return refuse('CONTACT_NOT_REPLACEABLE', 'contactId', OF_THE_REGISTER);
  return type === contact.type ? null : refuse('CONTACT_TYPE_DIFFERS', 'contact');
}

const replacedBy = (timeline: Timeline, { type, data }: RecordedContact): RecordedContact | null =>
  timeline.contact(definitionOf(type)?.retracts?.(data) ?? '');

/** Whether a contact in effect happened before the relationship began. @param at when a further opening happened */
function hasContactBefore(timeline: Timeline, at: number): boolean {
  const openedAt = Math.min(at, timeline.openedAt ?? Infinity);
  for (const each of timeline.effectiveContacts()) if (each.at < openedAt) return true;
  return false;
}

const ofContact = ({ code, field, message }: Refusal): Refusal =>
  refuse(code, field === null ? 'contact' : `contact.${field}`, message);
