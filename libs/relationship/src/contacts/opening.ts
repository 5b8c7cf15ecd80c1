import { isTimeZone } from '../calendar/time-zone.js';
import { contact } from './contact.js';
import { id, instant, optional, required, number, personalText } from '../facts/fields.js';
import { toMs } from '../facts/instant.js';
import { isCurrency } from '../facts/money.js';
import { AGREED, amend, openProfile, type AgreedFacts } from './profile.js';
import { refuse, type Refusal } from '../facts/refusal.js';

const refuseAgreed = ({ timeZone, value }: AgreedFacts): Refusal | null =>
  refuseTimeZone(timeZone) ??
  (value === undefined || isCurrency(value.currency) ? null : refuse('CURRENCY_UNKNOWN', 'value.currency'));

const refuseTimeZone = (timeZone: string | undefined): Refusal | null =>
  timeZone === undefined || isTimeZone(timeZone) ? null : refuse('TIME_ZONE_UNKNOWN', 'timeZone');

export const relationshipOpened = contact({
  type: 'RelationshipOpened',
  mutation: 'openRelationship',
  says: 'We begin to serve a customer. It can be recorded again with an earlier time: the relationship then begins at the earliest opening.',
  fields: {
    ...AGREED,
    openingTrust: optional(number("Trust it opens with, points, in place of the model's prior.", 5, 95, false)),
  },
  isInteraction: false,
  opens: ({ data, at, id }) => openProfile(data, at, id),
  agrees: (facts) => facts,
  refusals: ['RELATIONSHIP_ALREADY_OPEN', 'TIME_ZONE_UNKNOWN', 'CURRENCY_UNKNOWN'],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None; openingTrust sets the prior.',
  identity: () => 'opened',
  refuse: ({ facts, known, at }) =>
    known.openedAt !== null && known.openedAt <= at
      ? refuse('RELATIONSHIP_ALREADY_OPEN', 'customerId')
      : refuseAgreed(facts),
});

export const relationshipUpdated = contact({
  type: 'RelationshipUpdated',
  mutation: 'updateRelationship',
  says: 'The terms of the relationship change; a field that is left out stays as it is.',
  fields: AGREED,
  isInteraction: false,
  shapes: (profile, { data, id }) => amend(profile, data, id),
  agrees: (facts) => facts,
  refusals: ['TIME_ZONE_UNKNOWN', 'CURRENCY_UNKNOWN'],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None.',
  refuse: ({ facts }) => refuseAgreed(facts),
});

export const relationshipClosed = contact({
  type: 'RelationshipClosed',
  mutation: 'closeRelationship',
  says: 'We no longer serve the customer; nothing is owed until it is reopened.',
  fields: { reason: optional(personalText('Why.')) },
  isInteraction: false,
  shapes: (profile) => ({ ...profile, closed: true }),
  refusals: [],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None.',
});

export const relationshipReopened = contact({
  type: 'RelationshipReopened',
  mutation: 'reopenRelationship',
  says: 'We reopen a closed relationship and serve the customer again.',
  fields: { reason: optional(personalText('Why.')) },
  isInteraction: false,
  takenWhenClosed: true,
  shapes: (profile) => ({ ...profile, closed: false }),
  refusals: ['RELATIONSHIP_NOT_CLOSED'],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None.',
  refuse: ({ known, at }) => (known.profileAt(at)?.closed ? null : refuse('RELATIONSHIP_NOT_CLOSED')),
});

export const ownerAssigned = contact({
  type: 'OwnerAssigned',
  mutation: 'assignOwner',
  says: 'Another account manager becomes responsible for the relationship: permanently, or until a time as holiday cover.',
  fields: {
    owner: required(id('The account manager.')),
    until: optional(instant('When the cover ends. Left out: the change is permanent.')),
    reason: optional(personalText('Why.')),
  },
  isInteraction: false,
  shapes: (profile, { data: { owner, until } }) =>
    until === undefined ? { ...profile, owner, cover: null } : { ...profile, cover: { owner, until: toMs(until) } },
  refusals: ['DUE_IN_PAST'],
  neverEvidence: 'SETS_TERMS',
  evidenceSays: 'None.',
  refuse: ({ facts }) =>
    facts.until !== undefined && facts.until <= facts.occurredAt ? refuse('DUE_IN_PAST', 'until') : null,
});
