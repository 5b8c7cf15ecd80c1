import { declares } from '../contacts/catalog.js';
import { finished, type Steps } from '../facts/steps.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import type { Clocks } from './clocks.js';
import { Timeline } from './timeline.js';

export type { Clocks };

/** A retraction counts from when it is recorded, whatever `asOf` is: the retracted contact then counts at no time. */
export const counts = (contact: RecordedContact, { asOf, knownAt }: Clocks): boolean =>
  contact.recordedAt <= knownAt && (contact.at <= asOf || declares(contact.type, 'retracts'));

/** Contacts that are added in one step. */
const CONTACTS_A_STEP = 50;

export const timelineAsOf = (contacts: Iterable<RecordedContact>, clocks: Clocks): Timeline =>
  finished(timelineAsOfInSteps(contacts, clocks));

export function* timelineAsOfInSteps(contacts: Iterable<RecordedContact>, clocks: Clocks): Steps<Timeline> {
  const timeline = new Timeline();
  for (const contact of contacts) {
    if (!counts(contact, clocks)) continue;
    timeline.add(contact);
    if (timeline.size % CONTACTS_A_STEP === 0) yield;
  }
  return timeline;
}

/** The same of the contacts of a timeline: the timeline itself where all of them count. Do not add to it. */
export const asOfIn = (timeline: Timeline, clocks: Clocks): Timeline =>
  timeline.reach.isWithin(clocks) ? timeline : timelineAsOf(timeline.recorded(), clocks);
