import { compareFacts, decide, Timeline, type RecordedContact } from '#relationship';
import { idOf, rowOf } from './contact-ids.js';
import { mappedContact } from './mapped-contact.js';
import type { RefusedTally } from './refused-tally.js';
import type { Saying } from './saying.js';

/** Those that the rules take, each judged with those before it, in the order in which they were recorded. */
export function accepted(customerId: string, { contacts, opens }: Saying, tally: RefusedTally): RecordedContact[] {
  const { contact: opening, refusals } = mappedContact({
    id: idOf(0, 0, 0, 0),
    type: 'RelationshipOpened',
    customerId,
    at: opens.at,
    recordedAt: opens.at,
    recordedBy: opens.recorder,
    facts: { name: customerId, ...(opens.segment === null ? {} : { segment: opens.segment }) },
  });
  if (opening === null) {
    tally.refuse({ row: 0, type: 'RelationshipOpened' }, refusals);
    return [];
  }
  const timeline = Timeline.of([opening]);
  const inOrder = contacts.toSorted((a, b) => a.recordedAt - b.recordedAt || compareFacts(a, b));
  const taken = [opening];
  for (const contact of inOrder) {
    const decision = decide(timeline, contact);
    if (decision.is === 'REFUSED') tally.refuse({ row: rowOf(contact.id), type: contact.type }, [decision.refusal]);
    else if (decision.is === 'RECORDED') {
      timeline.add(contact);
      taken.push(contact);
    }
  }
  return taken;
}
