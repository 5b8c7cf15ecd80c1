import { contact } from './contact.js';
import { choice, id, instant, plainText, generated, optional, required, personalText } from '../facts/fields.js';
import { refuse } from '../facts/refusal.js';
import { STAKEHOLDER_ROLES } from '../facts/stakeholder.js';

export const SENTIMENT_LEVELS = ['GOOD', 'MIXED', 'POOR'] as const;

export const stakeholderAdded = contact({
  type: 'StakeholderAdded',
  mutation: 'addStakeholder',
  says: 'A person at the customer. Everyone involved is a customer.',
  fields: {
    stakeholderId: generated(id('The person. Made by the server when left out.')),
    name: required(personalText('What the person is called.', 200)),
    role: required(choice('StakeholderRole', STAKEHOLDER_ROLES, 'The part the person plays.')),
  },
  isInteraction: false,
  introduces: ({ stakeholderId, role }) => ({ stakeholderId, role }),
  refusals: ['STAKEHOLDER_ALREADY_ADDED'],
  evidenceSays: 'None.',
  identity: ({ stakeholderId }) => `stakeholder:${stakeholderId}`,
  refuse: ({ facts, known }) =>
    known.isStakeholder(facts.stakeholderId) ? refuse('STAKEHOLDER_ALREADY_ADDED', 'stakeholderId') : null,
});

export const sentimentRecorded = contact({
  type: 'SentimentRecorded',
  mutation: 'recordSentiment',
  says: 'How an account manager feels the relationship stands; beside the score, never in it.',
  fields: {
    level: required(choice('SentimentLevel', SENTIMENT_LEVELS, 'How it stands.')),
    reason: required(personalText('Why; a feeling without a reason is not recorded.')),
    expiresAt: optional(instant('Until when it is shown. Left out: until the next one.')),
  },
  isInteraction: false,
  refusals: ['DUE_IN_PAST'],
  evidenceSays: 'None.',
  refuse: ({ facts }) =>
    facts.expiresAt !== undefined && facts.expiresAt <= facts.occurredAt ? refuse('DUE_IN_PAST', 'expiresAt') : null,
});

export const outcomeObserved = contact({
  type: 'OutcomeObserved',
  mutation: 'recordOutcome',
  says: 'What the customer later did: renewed, left, a survey answer. Never input to the score, only to its validation.',
  fields: {
    kind: required(plainText('What kind of outcome: RENEWED, LEFT, CSAT, NPS, ...', 50)),
    value: optional({ kind: 'number', says: 'Its value in its own unit.', min: -1e9, max: 1e9, integer: false }),
  },
  isInteraction: false,
  takenWhenClosed: true,
  outcome: ({ kind, value = null }) => ({ kind, value }),
  refusals: [],
  evidenceSays: 'None.',
});
