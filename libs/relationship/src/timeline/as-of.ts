import type { RecordedContact } from '../facts/recorded-contact.js';
import { Timeline } from './timeline.js';
import { declares } from '../contacts/catalog.js';

/** The two clocks, milliseconds since the epoch: facts that happened by `asOf` and were recorded by `knownAt`. */
export type Clocks = { readonly asOf: number; readonly knownAt: number };

/** A retraction counts from when it is recorded, whatever `asOf` is: the retracted contact then counts at no time. */
export const counts = (contact: RecordedContact, { asOf, knownAt }: Clocks): boolean =>
  contact.recordedAt <= knownAt && (contact.at <= asOf || declares(contact.type, 'retracts'));

export function timelineAsOf(contacts: Iterable<RecordedContact>, clocks: Clocks): Timeline {
  const timeline = new Timeline();
  for (const contact of contacts) if (counts(contact, clocks)) timeline.add(contact);
  return timeline;
}
