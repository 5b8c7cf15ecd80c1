import type { RecordedContact } from '../facts/recorded-contact.js';
import { Timeline } from './timeline.js';
import { declares } from '../contacts/catalog.js';

/** The two clocks, milliseconds since the epoch: what had happened by `asOf`, of what was known at `knownAt`. */
export type Clocks = { readonly asOf: number; readonly knownAt: number };

/** A retraction counts from when it is known, whatever the asOf: what it takes back then never was. */
export const counts = (contact: RecordedContact, { asOf, knownAt }: Clocks): boolean =>
  contact.recordedAt <= knownAt && (contact.at <= asOf || declares(contact.type, 'retracts'));

export function timelineAsOf(contacts: Iterable<RecordedContact>, clocks: Clocks): Timeline {
  const timeline = new Timeline();
  for (const contact of contacts) if (counts(contact, clocks)) timeline.add(contact);
  return timeline;
}
