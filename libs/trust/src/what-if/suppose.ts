import {
  decide,
  declares,
  type RecordedContact,
  type Refusal,
  refuse,
  supposedContact,
  type Timeline,
} from '#relationship';

/** A hypothetical contact, in the past or in the future. */
export type Supposed = {
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As a caller would record them, without `occurredAt`. */
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Why one of the hypothetical contacts could not take place. */
export type SupposedRefusal = {
  /** Its index in the given list. */
  readonly index: number;
  readonly refusal: Refusal;
};

export type Supposition = {
  /** The contacts that the rules accept, in the order in which they would happen. */
  readonly contacts: readonly RecordedContact[];
  readonly refusals: readonly SupposedRefusal[];
};

/**
 * Judges hypothetical contacts by the rules for real ones, as if they were recorded in the order in which they happen. So a
 * later one may refer to a target that an earlier one declares.
 * @param timeline the accepted contacts are added to it
 */
export function suppose(timeline: Timeline, supposed: readonly Supposed[]): Supposition {
  const inOrder = supposed.map((each, index) => ({ ...each, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  const contacts: RecordedContact[] = [];
  const refusals: SupposedRefusal[] = [];
  const customer = timeline.customerId === '' ? {} : { customerId: timeline.customerId };
  for (const { type, at, facts, index } of inOrder) {
    const contact = supposedContact(type, { ...facts, ...customer }, at, nameOf(index));
    const refusal = refusalOf(timeline, contact);
    if (refusal !== null) refusals.push({ index, refusal });
    else if (timeline.contact(contact.id) === null) {
      timeline.add(contact);
      contacts.push(contact);
    }
  }
  return { contacts, refusals: refusals.sort((a, b) => a.index - b.index) };
}

function refusalOf(timeline: Timeline, contact: RecordedContact): Refusal | null {
  // Markers record that a time has passed; no caller can record one.
  if (declares(contact.type, 'marker')) return refuse('CONTACT_TYPE_UNKNOWN', 'type');
  const decision = decide(timeline, contact);
  return decision.is === 'REFUSED' ? decision.refusal : null;
}

/** Names sort in the order of the list, so that contacts of one instant keep that order. */
const nameOf = (index: number): string => `what-if:${String(index).padStart(4, '0')}`;
