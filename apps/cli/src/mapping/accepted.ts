import { compareFacts, decide, Timeline, type RecordedContact, type Refusal } from '#relationship';
import { effectOfLosing, NO_LABELS, type LabelsAffected, type LabelSource, type LeftOutTally } from '#validation';
import { idOf, placeOf } from './contact-ids.js';
import type { ContactRule } from './contact-rule.js';
import { mappedContact } from './mapped-contact.js';
import { refusedContact } from './refused-contact.js';
import type { Saying } from './saying.js';

export type AcceptOptions = {
  /** Counts what is refused. */
  readonly tally: LeftOutTally;
  readonly rules: readonly ContactRule[];
  readonly labels: LabelSource;
};

/** The contacts that the rules accept, each checked against those before it, in the order in which they were recorded. */
export function accepted(
  customerId: string,
  { contacts, opens }: Saying,
  { tally, rules, labels }: AcceptOptions,
): RecordedContact[] {
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
    const [first] = refusals;
    tally.add({
      kind: 'CONTACT_REFUSED',
      ...(first === undefined ? {} : { code: first.code }),
      line: contacts[0] === undefined ? null : placeOf(contacts[0].id).line,
      column: null,
      value: customerId,
      says: `RelationshipOpened: ${refusals.map(({ message }) => message).join(' ')}`,
      labels: lostWith(contacts, labels),
    });
    return [];
  }
  const timeline = Timeline.of([opening]);
  const inOrder = contacts.toSorted((a, b) => a.recordedAt - b.recordedAt || compareFacts(a, b));
  const taken = [opening];
  const refused: { readonly contact: RecordedContact; readonly refusal: Refusal }[] = [];
  for (const contact of inOrder) {
    const decision = decide(timeline, contact);
    if (decision.is === 'RECORDED') {
      timeline.add(contact);
      taken.push(contact);
    } else if (decision.is === 'REFUSED') refused.push({ contact, refusal: decision.refusal });
  }
  // Only at the end it is known which promises there are: one can be settled before it is set.
  for (const { contact, refusal } of refused) {
    const { line, rule: place } = placeOf(contact.id);
    const rule = rules[place];
    const valueOf = (field: string) => textOf(factsOf(contact)[field]);
    const affected = labelsOf(contact, timeline, labels);
    if (rule !== undefined) tally.add(refusedContact({ rule, line, refusals: [refusal], labels: affected, valueOf }));
  }
  return taken;
}

const factsOf = ({ data }: RecordedContact): Readonly<Record<string, unknown>> => data;

const textOf = (value: unknown): string | null =>
  value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

/** A contact about a promise that was not taken changes no label: that promise has none. */
function labelsOf(contact: RecordedContact, timeline: Timeline, labels: LabelSource): LabelsAffected {
  const { expectationId } = factsOf(contact);
  const isAboutKnown = typeof expectationId === 'string' && timeline.isDeclared(`expectation:${expectationId}`);
  const isAboutPromise = labels === 'PROMISES' && contact.type !== 'ExpectationSet';
  return isAboutPromise && !isAboutKnown ? NO_LABELS : effectOfLosing(contact.type, labels);
}

/** The labels of a customer with which all is lost. */
function lostWith(contacts: readonly RecordedContact[], labels: LabelSource): LabelsAffected {
  const effects = contacts.map(({ type }) => effectOfLosing(type, labels));
  const missing = effects.reduce((sum, each) => sum + each.missing, 0);
  return missing > 0 ? { missing, doubtful: 0 } : effectOfLosing('RelationshipOpened', labels);
}
