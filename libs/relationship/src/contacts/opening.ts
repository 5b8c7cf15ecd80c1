import { contact } from './contact.js';
import { id, instant, label, may, needs, number, words, type FactsOf } from '../facts/fields.js';
import { isCurrency, MONEY } from '../facts/money.js';
import { refuse, type Refusal } from '../facts/refusal.js';

const AGREED = {
  name: may(words('What the customer is called. Default: the customer id.', 200)),
  segment: may(label('The part of the book it belongs to; priors may depend on it.', 100)),
  owner: may(id('The account manager who answers for it.')),
  cadenceDays: may(number('Days between contacts that were promised.', 1, 3650)),
  noticeHours: may(number('Hours within which the customer is to hear of what we know. Default: 4.', 0.25, 720, false)),
  timeZone: may(label('IANA name of the zone in which days and working days are counted. Default: UTC.', 64)),
  renewsAt: may(instant('When the contract ends or is renewed. For lists and totals, never for the score.')),
  value: may({
    ...MONEY,
    typeSays: MONEY.says,
    says: 'What the contract is worth in a period that is the same for all customers, such as a year. For lists and totals, never for the score.',
  }),
};

const refuseAgreed = ({ timeZone, value }: FactsOf<typeof AGREED>): Refusal | null =>
  refuseTimeZone(timeZone) ??
  (value === undefined || isCurrency(value.currency) ? null : refuse('CURRENCY_UNKNOWN', 'value.currency'));

function refuseTimeZone(timeZone: string | undefined): Refusal | null {
  if (timeZone === undefined) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return null;
  } catch {
    return refuse('TIME_ZONE_UNKNOWN', 'timeZone');
  }
}

export const relationshipOpened = contact({
  type: 'RelationshipOpened',
  mutation: 'openRelationship',
  says: 'We begin to serve a customer. The first contact of every relationship.',
  fields: {
    ...AGREED,
    openingTrust: may(number("Trust it opens with, points, in place of the model's prior.", 5, 95, false)),
  },
  isInteraction: false,
  refusals: ['RELATIONSHIP_ALREADY_OPEN', 'TIME_ZONE_UNKNOWN', 'CURRENCY_UNKNOWN'],
  evidenceSays: 'None; openingTrust sets the prior.',
  identity: () => 'opened',
  refuse: ({ facts, known }) =>
    known.openedAt !== null ? refuse('RELATIONSHIP_ALREADY_OPEN', 'customerId') : refuseAgreed(facts),
});

export const relationshipUpdated = contact({
  type: 'RelationshipUpdated',
  mutation: 'updateRelationship',
  says: 'What was agreed for the relationship changes; what is left out stays.',
  fields: AGREED,
  isInteraction: false,
  refusals: ['TIME_ZONE_UNKNOWN', 'CURRENCY_UNKNOWN'],
  evidenceSays: 'None.',
  refuse: ({ facts }) => refuseAgreed(facts),
});

export const relationshipClosed = contact({
  type: 'RelationshipClosed',
  mutation: 'closeRelationship',
  says: 'We no longer serve the customer; nothing is owed until it is reopened.',
  fields: { reason: may(words('Why.')) },
  isInteraction: false,
  refusals: [],
  evidenceSays: 'None.',
});

export const relationshipReopened = contact({
  type: 'RelationshipReopened',
  mutation: 'reopenRelationship',
  says: 'We serve a customer again whose relationship was closed.',
  fields: { reason: may(words('Why.')) },
  isInteraction: false,
  refusals: ['RELATIONSHIP_NOT_CLOSED'],
  evidenceSays: 'None.',
  refuse: ({ known, at }) => (known.profileAt(at)?.closed ? null : refuse('RELATIONSHIP_NOT_CLOSED')),
});

export const ownerAssigned = contact({
  type: 'OwnerAssigned',
  mutation: 'assignOwner',
  says: 'Another account manager answers for the relationship, for good or, as holiday cover, until a time.',
  fields: {
    owner: needs(id('The account manager.')),
    until: may(instant('When the cover ends. Left out: for good.')),
    reason: may(words('Why.')),
  },
  isInteraction: false,
  refusals: ['DUE_IN_PAST'],
  evidenceSays: 'None.',
  refuse: ({ facts }) =>
    facts.until !== undefined && facts.until <= facts.occurredAt ? refuse('DUE_IN_PAST', 'until') : null,
});
