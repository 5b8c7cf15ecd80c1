import { contact } from './contact.js';
import { id, optional, required, personalText } from '../facts/fields.js';
import { refuse } from '../facts/refusal.js';

export const contactRetracted = contact({
  type: 'ContactRetracted',
  mutation: 'retractContact',
  says: 'A contact was recorded in error. From then on the score is as if it never was; record again what was meant.',
  fields: {
    contactId: required(id('The contact to take back.')),
    reason: optional(personalText('Why.')),
  },
  isInteraction: false,
  takenWhenClosed: true,
  retracts: ({ contactId }) => contactId,
  refusals: ['CONTACT_UNKNOWN', 'CONTACT_ALREADY_RETRACTED', 'CONTACT_NOT_RETRACTABLE'],
  evidenceSays: 'None; takes away that of the contact, and what referred to it counts as referring to nothing.',
  identity: ({ contactId }) => `retracted:${contactId}`,
  refuse({ facts: { contactId }, known }) {
    const retracted = known.contact(contactId);
    if (retracted === null) return refuse('CONTACT_UNKNOWN', 'contactId');
    if (known.isRetracted(contactId)) return refuse('CONTACT_ALREADY_RETRACTED', 'contactId');
    return known.isRetractable(retracted) ? null : refuse('CONTACT_NOT_RETRACTABLE', 'contactId');
  },
});

export const customerErased = contact({
  type: 'CustomerErased',
  mutation: 'eraseCustomer',
  says: "The customer's key is destroyed, so that nothing personal can be read any more, here or in any backup.",
  fields: {},
  isInteraction: false,
  takenWhenClosed: true,
  erases: true,
  refusals: [],
  evidenceSays: 'None.',
  identity: () => 'erased',
});
