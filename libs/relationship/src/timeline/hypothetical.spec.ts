import { day, isoDay } from '../../../../test/kit/given.js';
import { hypothetical, supposedContact } from './hypothetical.js';

const factsOf = (type: string, facts: object, name?: string) => supposedContact(type, facts, day(1), name).data;

it('has the ids that a server would make, each its own and the same each time', () => {
  const held = { about: { issueId: 'I' }, actions: [{ what: 'a' }, { actionId: 'own', what: 'b' }, {}] };
  expect(factsOf('RetrospectiveHeld', held, 'x')).toMatchObject({
    actions: [{ actionId: 'x:0:actionId', what: 'a' }, { actionId: 'own', what: 'b' }, { actionId: 'x:2:actionId' }],
  });
  expect(factsOf('IssueReported', { raisedBy: 'CUSTOMER' }, 'x')).toMatchObject({ issueId: 'x:issueId' });
  expect(factsOf('IssueReported', { raisedBy: 'CUSTOMER', issueId: 'own' }, 'x')).toMatchObject({ issueId: 'own' });
});

it('has no ids but those, and keeps lists as they are said', () => {
  expect(factsOf('IssueHandedOver', {}, 'x')).not.toHaveProperty('issueId');
  const said = { providerView: 'slow', wentWell: ['a', 'b'] };
  expect(factsOf('RetrospectiveHeld', said, 'x')).toEqual({ customerId: '', occurredAt: isoDay(1), ...said });
});

it('has the defaults that a server would put in', () => {
  expect(factsOf('IssueReported', { raisedBy: 'PROVIDER' })).toMatchObject({ detectedAt: isoDay(1) });
  expect(factsOf('RequestReceived', { need: 'to be told' }, 'x')).toMatchObject({ needId: 'x:made' });
});

it('comes after all that took place at the same instant, and is on no record', () => {
  const contact = hypothetical('CheckInHeld', {}, day(1));
  expect(contact.id > 'ffffffff-ffff-ffff-ffff-ffffffffffff').toBe(true);
  expect(contact).toEqual({
    id: '~hypothetical',
    type: 'CheckInHeld',
    data: { customerId: '', occurredAt: isoDay(1) },
    sealed: null,
    at: day(1),
    recordedAt: day(1),
    recordedBy: 'nobody',
    position: null,
    correlationId: 'hypothetical',
    causationId: null,
    idempotencyKey: null,
    fingerprint: '',
    idChosen: false,
  });
});

it('may be of a type that there is not, for the rules to refuse', () =>
  expect(supposedContact('NoSuchContact', { any: 'fact' }, day(1)).data).toMatchObject({ any: 'fact' }));
