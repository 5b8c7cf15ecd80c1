import {
  decide,
  declares,
  type RecordedContact,
  type Refusal,
  refuse,
  supposedContact,
  type Timeline,
} from '#relationship';

/** A contact that might take place, or might have. */
export type Supposed = {
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As a caller would record them, without `occurredAt`. */
  readonly facts: Readonly<Record<string, unknown>>;
};

/** Why one of them could not take place. */
export type SupposedRefusal = {
  /** Its place in the list that was given. */
  readonly index: number;
  readonly refusal: Refusal;
};

export type Supposition = {
  /** Those that the rules take, in the order in which they would happen. */
  readonly contacts: readonly RecordedContact[];
  readonly refusals: readonly SupposedRefusal[];
};

/**
 * Judges hypothetical contacts as if they were recorded one after the other in the order in which they happen, by the
 * very rules for real ones; so a later one may refer to what an earlier one brings into being.
 * @param timeline the facts to which they are added; it is changed
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
  // Markers say what time brought about; nobody can bring it about by saying so.
  if (declares(contact.type, 'marker')) return refuse('CONTACT_TYPE_UNKNOWN', 'type');
  const decision = decide(timeline, contact);
  return decision.is === 'REFUSED' ? decision.refusal : null;
}

/** In the order of the list, so that those of one instant stand in it as given. */
const nameOf = (index: number): string => `what-if:${String(index).padStart(4, '0')}`;
