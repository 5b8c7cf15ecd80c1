import { readFileSync } from 'node:fs';
import { ApiUnderTest } from '../e2e/api-under-test.js';

const [before = '', after = ''] = [...readFileSync('CHANGELOG.md', 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(
  ([, code = '']) => code,
);

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  const facts: [mutation: string, input: object][] = [
    ['openRelationship', {}],
    ['recordCheckIn', { note: 'Fine', topics: ['Health'] }],
    ['raiseEscalation', { raisedBy: 'CUSTOMER', kind: 'HIERARCHIC' }],
    ['holdRetrospective', { providerView: 'Ours', customerView: 'Theirs' }],
  ];
  for (const [day, [mutation, input]] of facts.entries())
    await api.accept(mutation, { customerId: 'acme', occurredAt: `2026-03-0${day + 1}T09:00:00Z`, ...input });
});
afterAll(() => api.stop());

it('shows a query that is refused now', async () => {
  const { status, codes } = await api.codes(before);
  expect([status, new Set(codes)]).toEqual([400, new Set(['GRAPHQL_VALIDATION_FAILED'])]);
});

it('and the query that answers the same in its place', async () => {
  const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(after);
  expect(contacts.edges.map(({ node }) => node)).toMatchObject([
    { type: 'RetrospectiveHeld', note: null, viewsCompared: { onlyTheySaw: ['Theirs'] } },
    { type: 'EscalationRaised', escalationKind: 'HIERARCHIC' },
    { type: 'CheckInHeld', note: 'Fine', topics: ['Health'] },
    { type: 'RelationshipOpened' },
  ]);
});
