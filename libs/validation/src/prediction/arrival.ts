import { compareFacts, declares, type RecordedContact } from '#relationship';
import type { Question } from '../questions/question.js';

/** Which time of a contact separates the past from the future: when it was recorded, or when it took place. */
export type Cut = 'RECORDED' | 'OCCURRED';

export type Arrival = { readonly contact: RecordedContact; readonly arrivesAt: number };

/**
 * The contacts in the order in which a prediction may see them. A contact that tells a label is held back until its question
 * was asked. A contact that an importer dates before it took place is held back until it took place.
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
      arrivesAt: Math.max(timeOf(contact, cut), heldUntil.get(contact.id) ?? -Infinity),
    }))
    .sort((a, b) => a.arrivesAt - b.arrivesAt || compareFacts(a.contact, b.contact));
}

/** A retraction counts from when it was recorded, whatever the cut. */
const timeOf = ({ at, recordedAt, type }: RecordedContact, cut: Cut): number =>
  cut === 'OCCURRED' && !declares(type, 'retracts') ? at : Math.max(at, recordedAt);
