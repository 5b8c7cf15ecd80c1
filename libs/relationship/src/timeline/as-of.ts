import { isTimeless } from '../contacts/timeless.js';
import { finished, type Steps } from '../facts/steps.js';
import type { RecordedContact } from '../facts/recorded-contact.js';
import type { Clocks } from './clocks.js';
import { areJoined, leadOf } from './leads.js';
import { Timeline } from './timeline.js';

export type { Clocks };

/** A retraction counts from when it is recorded, whatever `asOf` is: the retracted contact then counts at no time. So does a merge. */
export const counts = (contact: RecordedContact, { asOf, knownAt }: Clocks): boolean =>
  contact.recordedAt <= knownAt && (contact.at <= asOf || isTimeless(contact.type));

/** Contacts that are added in one step. */
const CONTACTS_A_STEP = 50;

/** @param customerId whose relationship it is, where the contacts are of several that were merged. Left out: that of the first */
export const timelineAsOf = (contacts: Iterable<RecordedContact>, clocks: Clocks, customerId?: string): Timeline =>
  finished(timelineAsOfInSteps(contacts, clocks, customerId));

export function* timelineAsOfInSteps(
  contacts: Iterable<RecordedContact>,
  clocks: Clocks,
  customerId?: string,
): Steps<Timeline> {
  const timeline = new Timeline();
  for (const contact of ofOneRelationship([...contacts], clocks, customerId)) {
    timeline.add(contact);
    if (timeline.size % CONTACTS_A_STEP === 0) yield;
  }
  return timeline;
}

/** The contacts that count. Those of a merged relationship count only where the merge does. */
function ofOneRelationship(
  contacts: readonly RecordedContact[],
  clocks: Clocks,
  customerId: string | undefined,
): readonly RecordedContact[] {
  const counted = contacts.filter((contact) => counts(contact, clocks));
  const [first] = contacts;
  if (first === undefined || !areJoined(contacts)) return counted;
  const lead = leadOf(counted);
  const asked = lead(customerId ?? leadOf(contacts)(first.data.customerId));
  // What is only supposed names no customer.
  return counted.filter(({ data }) => data.customerId === '' || lead(data.customerId) === asked);
}

/** The same of the contacts of a timeline: the timeline itself where all of them count. Do not add to it. */
export const asOfIn = (timeline: Timeline, clocks: Clocks): Timeline =>
  timeline.reach.isWithin(clocks) ? timeline : timelineAsOf(timeline.recorded(), clocks, timeline.customerId);
