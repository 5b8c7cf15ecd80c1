import { contact } from './contact.js';
import { id, optional, required, personalText } from '../facts/fields.js';
import { refuse } from '../facts/refusal.js';

const OPENING_IS_STOOD_ON = 'The opening cannot be retracted while other contacts are in effect.';
const NEVER_RETRACTED = 'A retraction, a legal hold, its end, an erasure or a marker cannot be retracted.';
const END_OF_ABSORBED = 'The end of an absorbed relationship cannot be retracted; retract the merge.';

export const contactRetracted = contact({
  type: 'ContactRetracted',
  mutation: 'retractContact',
  says: 'A contact was recorded in error. From then on the score is computed without it. To correct a contact, `replaceContact` retracts it and records the corrected one.',
  fields: {
    contactId: required(id('The contact to retract.')),
    reason: optional(personalText('Why.')),
  },
  isInteraction: false,
  takenWhenClosed: true,
  retracts: ({ contactId }) => contactId,
  refusals: ['CONTACT_UNKNOWN', 'CONTACT_ALREADY_RETRACTED', 'CONTACT_NOT_RETRACTABLE'],
  neverEvidence: 'CORRECTION',
  evidenceSays:
    'None; the evidence of the contact is removed, and contacts that referred to it have no target any more.',
  identity: ({ contactId }) => `retracted:${contactId}`,
  refuse({ facts: { contactId }, known }) {
    const retracted = known.contact(contactId);
    if (retracted === null) return refuse('CONTACT_UNKNOWN', 'contactId');
    if (known.isRetracted(contactId)) return refuse('CONTACT_ALREADY_RETRACTED', 'contactId');
    if (known.isRetractable(retracted)) return null;
    const isOpening = retracted.type === 'RelationshipOpened';
    const isEnd = retracted.type === 'RelationshipAbsorbed';
    const why = isOpening ? OPENING_IS_STOOD_ON : isEnd ? END_OF_ABSORBED : NEVER_RETRACTED;
    return refuse('CONTACT_NOT_RETRACTABLE', 'contactId', why);
  },
});

/** @param holds their ids */
export const underLegalHold = (holds: readonly string[]): string =>
  `The customer is under a legal hold (${holds.join(', ')}), which keeps them from being erased. Lift it first.`;

export const customerErased = contact({
  type: 'CustomerErased',
  mutation: 'eraseCustomer',
  says: "The customer's key is destroyed. Personal data can then no longer be read, here or in any backup.",
  fields: {},
  isInteraction: false,
  takenWhenClosed: true,
  erases: true,
  refusals: ['UNDER_LEGAL_HOLD'],
  neverEvidence: 'ERASURE',
  evidenceSays: 'None.',
  identity: () => 'erased',
  refuse({ known: { legalHolds } }) {
    if (legalHolds.length === 0) return null;
    return refuse('UNDER_LEGAL_HOLD', 'customerId', underLegalHold(legalHolds));
  },
});
