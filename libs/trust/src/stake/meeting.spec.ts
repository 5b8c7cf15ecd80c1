import type { Obligation, ObligationKind } from '#relationship';
import { day, isoDay } from '../../../../test/kit/given.js';
import { lapsing, meeting } from './meeting.js';

const NOW = day(10);
const owed = (kind: ObligationKind, about: Obligation['about'], dueAt = day(12)): Obligation => ({
  id: `${kind}:x`,
  kind,
  about,
  dueAt,
  causeEventId: 'cause',
});

it.each([
  ['DISCLOSE', 'issue:I', 'ProactiveCallMade', { about: { issueId: 'I' }, news: 'BAD' }],
  ['UPDATE', 'issue:I', 'StatusUpdateGiven', { about: { issueId: 'I' } }],
  ['RESPOND', 'issue:I', 'StatusUpdateGiven', { about: { issueId: 'I' } }],
  ['RESPOND', null, 'StatusUpdateGiven', {}],
  ['UPDATE', null, 'StatusUpdateGiven', {}],
  ['DELIVER', 'expectation:E', 'ExpectationMet', { expectationId: 'E' }],
  ['CHECK_IN', null, 'CheckInHeld', {}],
  ['RETROSPECT', 'issue:I', 'RetrospectiveHeld', { about: { issueId: 'I' }, providerView: '-', customerView: '-' }],
  ['FOLLOW_UP', 'action:A', 'CorrectiveActionVerified', { actionId: 'A' }],
  ['FOLLOW_UP', 'need:N', 'ProactiveCallMade', { about: { needId: 'N' }, news: 'GOOD' }],
  [
    'DISCLOSE',
    'expectation:with:colons',
    'ProactiveCallMade',
    { about: { expectationId: 'with:colons' }, news: 'BAD' },
  ],
] as const)('%s of %s is met by a %s', (kind, about, type, facts) => {
  const contact = meeting(owed(kind, about), NOW);
  expect(contact).toMatchObject({ id: `~met:${kind}:x`, type, at: NOW });
  expect(contact?.data).toEqual({ customerId: '', occurredAt: isoDay(10), ...facts });
});

it('a word to the supervisor weighs nothing', () => expect(meeting(owed('HEADS_UP', null), NOW)).toBeNull());

it('a disclosure let go is the customer finding out, when it falls due or now', () => {
  const let_go = (dueAt: number) => lapsing(owed('DISCLOSE', 'issue:I', dueAt), NOW);
  expect(let_go(day(12))).toMatchObject({ id: '~lapsed:DISCLOSE:x', type: 'SurpriseDelayOccurred', at: day(12) });
  expect(let_go(day(12))?.data).toMatchObject({ about: { issueId: 'I' }, occurredAt: isoDay(12) });
  expect(let_go(day(9))).toMatchObject({ at: NOW });
});

it('of what else is let go, time alone tells', () => {
  expect(lapsing(owed('DELIVER', 'expectation:E'), NOW)).toBeNull();
  expect(lapsing(owed('DISCLOSE', null), NOW)).toBeNull();
});
