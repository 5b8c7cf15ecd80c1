import { compareFacts, declares, type RecordedContact } from '#relationship';
import type { Question } from '../questions/question.js';

/** By which clock the past is told from the future. */
export type Cut = 'RECORDED' | 'OCCURRED';

export type Arrival = { readonly contact: RecordedContact; readonly arrivesAt: number };

/**
 * Contacts in the order in which they may be seen. One that answers a question is held back until that question was
 * asked, however early it was recorded; one that was recorded before it took place, which only an importer can claim, until then.
 */
export function inOrderOfArrival(
  contacts: readonly RecordedContact[],
  questions: readonly Question[],
  cut: Cut,
): Arrival[] {
  const heldUntil = new Map<string, number>();
  for (const { answeredBy, askedAt } of questions)
    for (const id of answeredBy) heldUntil.set(id, Math.max(askedAt, heldUntil.get(id) ?? -Infinity));
  return contacts
    .map((contact) => ({
      contact,
      arrivesAt: Math.max(clockOf(contact, cut), heldUntil.get(contact.id) ?? -Infinity),
    }))
    .sort((a, b) => a.arrivesAt - b.arrivesAt || compareFacts(a.contact, b.contact));
}

/** A retraction counts from when it is known, whatever the cut. */
const clockOf = ({ at, recordedAt, type }: RecordedContact, cut: Cut): number =>
  cut === 'OCCURRED' && !declares(type, 'retracts') ? at : Math.max(at, recordedAt);
