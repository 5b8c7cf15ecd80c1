import { contact } from './contact.js';
import { id, instant, optional, required, personalText } from '../facts/fields.js';
import { refuse } from '../facts/refusal.js';
import { toMsOrNull } from '../facts/instant.js';

/** The id of what is owed is made from those of the contact and of the thing that it is owed for. */
const OBLIGATION_ID_MAX_LENGTH = 200;

export const obligationDeferred = contact({
  type: 'ObligationDeferred',
  mutation: 'deferObligation',
  says: 'Something owed is put off, until a time or for good, for a reason. The score does not move.',
  fields: {
    obligationId: required(id('The obligation.', OBLIGATION_ID_MAX_LENGTH)),
    until: optional(instant('When it shows up again. Left out: never.')),
    reason: required(personalText('Why.')),
  },
  isInteraction: false,
  defers: ({ obligationId, until }) => ({ obligationId, until: toMsOrNull(until) ?? Infinity }),
  refusals: ['DUE_IN_PAST', 'OBLIGATION_UNKNOWN'],
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
    kind: required({ kind: 'text', says: 'Its kind.', max: 20, personal: false }),
  },
  isInteraction: false,
  // A due time passes once, whenever that is noticed.
  marker: ({ obligationId }) => obligationId,
  refusals: [],
  evidenceSays: 'None; the lapse itself is evidence where the model says so, marker or no marker.',
});

const BAND = { kind: 'text', max: 30, personal: false } as const;

export const bandCrossed = contact({
  type: 'BandCrossed',
  mutation: null,
  says: 'Time alone moved the relationship into another band.',
  fields: {
    from: required({ ...BAND, says: 'The band before.' }),
    to: required({ ...BAND, says: 'The band from then on.' }),
    model: required({ ...BAND, says: 'The model that says so.' }),
  },
  isInteraction: false,
  // A band may be crossed again and again.
  marker: ({ from, to, model }, at) => `${at}:${JSON.stringify({ from, to, model })}`,
  refusals: [],
  evidenceSays: 'None.',
});
