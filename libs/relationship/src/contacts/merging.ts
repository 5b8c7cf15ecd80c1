import { contact } from './contact.js';
import { flag, id, optional, personalText, required } from '../facts/fields.js';

export const relationshipsMerged = contact({
  type: 'RelationshipsMerged',
  mutation: 'mergeRelationships',
  says: 'Two relationships are with the same customer: from then on all contacts of the absorbed one count in this one, each with its own times and recorder. What is recorded under the absorbed id goes to this one. To undo it, retract this contact.',
  fields: {
    absorbedId: required(id('The customer id whose relationship is absorbed. From then on it leads to `customerId`.')),
    idsAreShared: optional(
      flag(
        'True: an issue, expectation, request or action that both have under one id is one and the same. Left out: a merge of two that have such an id in common is refused.',
      ),
    ),
    reason: optional(personalText('Why.')),
  },
  isInteraction: false,
  joins: ({ absorbedId }) => absorbedId,
  refusals: ['MERGE_WITH_ITSELF', 'ALREADY_MERGED', 'IDS_IN_BOTH'],
  neverEvidence: 'SETS_TERMS',
  evidenceSays:
    'None; the contacts of the absorbed relationship are evidence as if they had been recorded under this id.',
  identity: ({ absorbedId }) => `joined:${absorbedId}`,
});

export const customerIdentified = contact({
  type: 'CustomerIdentified',
  mutation: 'identifyCustomer',
  says: 'Another system knows the customer under an id of its own. What is recorded under that id, by an import too, goes to this relationship. To undo it, retract this contact.',
  fields: {
    externalId: required(id('The id in the other system, as contacts from there name the customer.')),
  },
  isInteraction: false,
  joins: ({ externalId }) => externalId,
  refusals: ['MERGE_WITH_ITSELF', 'ALREADY_MERGED', 'CUSTOMER_ON_RECORD'],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None.',
  identity: ({ externalId }) => `identified:${externalId}`,
});

export const relationshipAbsorbed = contact({
  type: 'RelationshipAbsorbed',
  mutation: null,
  says: 'The relationship ends here: what is recorded under this id goes to another one. It is recorded just before the merge, and counts from the merge on.',
  fields: {
    into: required(id('The customer id to which this one leads.')),
    mergeId: required(id('The contact that merges the two, on record with that customer.')),
  },
  isInteraction: false,
  takenWhenClosed: true,
  leadsTo: ({ into, mergeId }) => ({ customerId: into, mergeId }),
  refusals: [],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None.',
});
