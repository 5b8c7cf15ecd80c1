import { declares } from '../contacts/catalog.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import type { Clocks } from './clocks.js';
import { Timeline } from './timeline.js';

export type { Clocks };

/** A retraction counts from when it is recorded, whatever `asOf` is: the retracted contact then counts at no time. */
export const counts = (contact: RecordedContact, { asOf, knownAt }: Clocks): boolean =>
  contact.recordedAt <= knownAt && (contact.at <= asOf || declares(contact.type, 'retracts'));

export function timelineAsOf(contacts: Iterable<RecordedContact>, clocks: Clocks): Timeline {
  const timeline = new Timeline();
  for (const contact of contacts) if (counts(contact, clocks)) timeline.add(contact);
  return timeline;
}

/** The same of the contacts of a timeline: the timeline itself where all of them count. Do not add to it. */
export const asOfIn = (timeline: Timeline, clocks: Clocks): Timeline =>
  timeline.reach.isWithin(clocks) ? timeline : timelineAsOf(timeline.recorded(), clocks);
