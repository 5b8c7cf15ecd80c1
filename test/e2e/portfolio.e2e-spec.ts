import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());
afterEach(() => api.setClock(null));

type Payload = {
  assigned: number;
  replayed: boolean;
  refused: { customerId: string; userErrors: { code: string }[] }[];
  userErrors: { code: string; field: string | null }[];
};

const assign = async (input: object): Promise<Payload> => {
  const query = `mutation($input: AssignPortfolioInput!) { assignPortfolio(input: $input) {
    assigned replayed refused { customerId userErrors { code } } userErrors { code field } } }`;
  return (await api.ask<{ assignPortfolio: Payload }>(query, { input })).assignPortfolio;
};
const answeredBy = async (owner: string): Promise<string[]> => {
  const query =
    'query($owner: String) { relationships(filter: { owner: $owner }, orderBy: { field: NAME }) { edges { node { customerId } } } }';
  const { relationships } = await api.ask<{ relationships: { edges: { node: { customerId: string } }[] } }>(query, {
    owner,
  });
  return relationships.edges.map(({ node }) => node.customerId);
};
const assignments = async (customerId: string): Promise<object[]> => {
  const query = `query($id: ID!) { contacts(filter: { customerId: $id, types: [OwnerAssigned] }) { edges { node {
      note ... on OwnerAssigned { owner until } } } } }`;
  const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(query, { id: customerId });
  return contacts.edges.map(({ node }) => node);
};
const open = async (owner: string, ...customerIds: string[]): Promise<void> => {
  for (const customerId of customerIds)
    await api.accept('openRelationship', { customerId, owner, occurredAt: '2026-01-05T09:00:00Z' });
};

it('hands over for good all that somebody owns, stood in for or not, and nothing else', async () => {
  await open('ana', 'a1', 'a2', 'a3');
  await open('carl', 'c1', 'c2');
  await api.accept('assignOwner', { customerId: 'a2', owner: 'carl', until: '2999-01-01T00:00:00Z' });
  await api.accept('assignOwner', { customerId: 'c1', owner: 'ana', until: '2999-01-01T00:00:00Z' });
  expect(await assign({ fromOwner: 'ana', owner: 'ben', reason: 'New post' })).toEqual({
    assigned: 3,
    replayed: false,
    refused: [],
    userErrors: [],
  });
  expect(await answeredBy('ben')).toEqual(['a1', 'a2', 'a3']);
  expect([await answeredBy('ana'), await answeredBy('carl')]).toEqual([['c1'], ['c2']]);
});

it('hands over, for a time, all that somebody answers for, and what they stand in for no longer than they would', async () => {
  api.setClock('2026-03-02T09:00:00Z');
  await open('dora', 'd1', 'd2');
  await open('emil', 'e1');
  await api.accept('assignOwner', { customerId: 'd2', owner: 'fay', until: '2026-03-20T09:00:00Z' });
  await api.accept('assignOwner', { customerId: 'e1', owner: 'dora', until: '2026-03-06T09:00:00Z' });
  const until = '2026-03-10T09:00:00.000Z';
  expect(await assign({ fromOwner: 'dora', owner: 'gil', until })).toMatchObject({ assigned: 2 });
  expect(await answeredBy('gil')).toEqual(['d1', 'e1']);
  api.setClock('2026-03-06T09:00:00Z');
  expect([await answeredBy('gil'), await answeredBy('emil')]).toEqual([['d1'], ['e1']]);
  api.setClock(until);
  expect([await answeredBy('gil'), await answeredBy('dora')]).toEqual([[], ['d1']]);
});

it.each([
  ['for good', {}],
  ['for a time', { until: '2999-06-01T09:00:00.000Z' }],
])('adds nothing when repeated, and answers the same: %s', async (how, more) => {
  const [from, to] = [`from ${how}`, `to ${how}`];
  await open(from, `${how} 1`, `${how} 2`);
  const input = { fromOwner: from, owner: to, idempotencyKey: `K ${how}`, ...more };
  const first = await assign(input);
  expect(await assign(input)).toEqual({ ...first, replayed: true });
  expect(first).toEqual({ assigned: 2, replayed: false, refused: [], userErrors: [] });
  expect(await assignments(`${how} 1`)).toHaveLength(1);
  await api.restart();
  expect(await assign(input)).toEqual({ ...first, replayed: true });
  // Without a key there is nobody left to hand over.
  expect(await assign({ ...input, idempotencyKey: null })).toMatchObject({ assigned: 0, replayed: false });
});

it('goes on where it was cut off: what went over already is left alone', async () => {
  await open('hal', 'h1', 'h2', 'h3');
  const input = { fromOwner: 'hal', owner: 'ida', idempotencyKey: 'cut off' };
  await assign(input);
  await open('hal', 'h4');
  expect(await assign(input)).toMatchObject({ assigned: 4, replayed: false });
  expect(await answeredBy('ida')).toEqual(['h1', 'h2', 'h3', 'h4']);
  for (const customerId of ['h1', 'h2', 'h3', 'h4']) expect(await assignments(customerId)).toHaveLength(1);
});

it('lists those that did not go over', async () => {
  await open('jan', 'j1', 'j2');
  await api.accept('closeRelationship', { customerId: 'j2', occurredAt: '2026-02-01T09:00:00Z' });
  await api.accept('reopenRelationship', { customerId: 'j2', occurredAt: '2026-02-10T09:00:00Z' });
  expect(await assign({ fromOwner: 'jan', owner: 'kim', occurredAt: '2026-02-05T09:00:00Z' })).toEqual({
    assigned: 1,
    replayed: false,
    refused: [{ customerId: 'j2', userErrors: [{ code: 'RELATIONSHIP_CLOSED' }] }],
    userErrors: [],
  });
  expect([await answeredBy('jan'), await answeredBy('kim')]).toEqual([['j2'], ['j1']]);
});

it('takes the key with other facts for a conflict', async () => {
  await open('lea', 'l1');
  await assign({ fromOwner: 'lea', owner: 'max', idempotencyKey: 'K' });
  expect(await assign({ fromOwner: 'lea', owner: 'max', reason: 'Other', idempotencyKey: 'K' })).toMatchObject({
    assigned: 0,
    refused: [{ customerId: 'l1', userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }] }],
  });
});

it.each([
  [{ fromOwner: 'a@b.example', owner: 'b' }, 'ID_LOOKS_LIKE_EMAIL', 'fromOwner'],
  [{ fromOwner: 'a', owner: ' ' }, 'FIELD_EMPTY', 'owner'],
  [{ fromOwner: 'a', owner: 'b', until: '2026-01-01T00:00:00Z' }, 'DUE_IN_PAST', 'until'],
  [{ fromOwner: 'a', owner: 'b', occurredAt: '2999-01-01T00:00:00Z' }, 'OCCURRED_IN_FUTURE', 'occurredAt'],
])('refuses %j as a whole', async (input, code, field) => {
  expect(await assign(input)).toEqual({ assigned: 0, replayed: false, refused: [], userErrors: [{ code, field }] });
});
