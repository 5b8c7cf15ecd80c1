import { contact } from './contact.js';
import { id, instant, optional, required, personalText, listed } from '../facts/fields.js';
import { refuse } from '../facts/refusal.js';
import { toMsOrNull } from '../facts/instant.js';

/** An obligation id is made from a contact id and the id of its target. */
const OBLIGATION_ID_MAX_LENGTH = 200;

export const obligationDeferred = contact({
  type: 'ObligationDeferred',
  mutation: 'deferObligation',
  says: 'An obligation is deferred for a reason, until a time or permanently. The score does not change.',
  fields: {
    obligationId: required(id('The obligation.', OBLIGATION_ID_MAX_LENGTH)),
    until: optional(instant('When it is shown again. Left out: never.')),
    reason: required(personalText('Why.')),
  },
  isInteraction: false,
  defers: ({ obligationId, until }) => ({ obligationId, until: toMsOrNull(until) ?? Infinity }),
  refusals: ['DUE_IN_PAST', 'OBLIGATION_UNKNOWN'],
  neverEvidence: 'NOT_SEEN_BY_CUSTOMER',
  evidenceSays: 'None.',
  refuse({ facts, isOwed }) {
    if (facts.until !== undefined && facts.until <= facts.occurredAt) return refuse('DUE_IN_PAST', 'until');
    return isOwed(facts.obligationId) ? null : refuse('OBLIGATION_UNKNOWN', 'obligationId');
  },
});

export const obligationLapsed = contact({
  type: 'ObligationLapsed',
  mutation: null,
  says: 'The due time of an obligation passed, and it was not met.',
  fields: {
    obligationId: required(id('The obligation.', OBLIGATION_ID_MAX_LENGTH)),
    kind: required(listed('Its kind.', 20)),
  },
  isInteraction: false,
  // A due time passes once, so the key needs no time.
  marker: ({ obligationId }) => obligationId,
  refusals: [],
  neverEvidence: 'MARKER',
  evidenceSays: 'None; the lapse itself is evidence where the model says so, with or without this marker.',
});

export const bandCrossed = contact({
  type: 'BandCrossed',
  mutation: null,
  says: 'The relationship moved into another band by time alone, without a contact.',
  fields: {
    from: required(listed('The band before.', 30)),
    to: required(listed('The new band.', 30)),
    model: required(listed('The model that computed the band.', 30)),
  },
  isInteraction: false,
  // A band can be crossed many times, so the key contains the time.
  marker: ({ from, to, model }, at) => `${at}:${JSON.stringify({ from, to, model })}`,
  refusals: [],
  neverEvidence: 'MARKER',
  evidenceSays: 'None.',
});
