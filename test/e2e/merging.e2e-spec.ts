import type { Actor } from '#access';
import { ApiUnderTest } from './api-under-test.js';
import { listenTo } from './listening.js';

// Two relationships that are merged, as callers see them.

let api: ApiUnderTest;
const tokens = new Map<string, string>();

beforeAll(async () => {
  api = await ApiUnderTest.start();
  const as = (identity: string, role: Actor['role'], portfolio: Actor['portfolio'] = null): Actor => ({
    ...{ identity, role, team: null, portfolio, mayReadText: false },
  });
  const actors = [as('ana', 'RECORDER'), as('lea', 'LEAD'), as('sam', 'LEAD', 'ben')];
  for (const actor of actors) {
    const request = { name: actor.identity, actor, expiresAt: null };
    tokens.set(actor.identity, await api.deployment.access.tokens.create(request, Date.now()));
  }
});
afterAll(() => api.stop());

type UserError = { readonly code: string; readonly field: string };
type Mutated = { done: { relationship: { customerId: string } | null; userErrors: UserError[] } };

/** @returns the code and field of the refusal, or the code of the error; null where it was done */
async function by(identity: string, mutation: string, input: object): Promise<string | null> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { done: ${mutation}(input: $input) { relationship { customerId } userErrors { code field } } }`;
  const response = await api.send({ query, variables: { input } }, { authorization: `Bearer ${tokens.get(identity)}` });
  const { data, errors } = (await response.json()) as {
    data?: Mutated | null;
    errors?: { extensions: { code: string } }[];
  };
  const [error] = data?.done.userErrors ?? [];
  return errors?.[0]?.extensions.code ?? (error === undefined ? null : `${error.code} ${error.field}`);
}

type Shown = {
  customerId: string;
  name: string;
  absorbedIds: string[];
  trust: { score: number };
  contacts: { edges: { node: { type: string; customerId: string } }[] };
};
const FIELDS = 'customerId name absorbedIds trust { score } contacts(first: 50) { edges { node { type customerId } } }';
const shown = async (customerId: string, position: string | null = null): Promise<Shown> =>
  (
    await api.ask<{ relationship: Shown }>(
      `query($customerId: ID!, $position: String) { relationship(customerId: $customerId, knownAtPosition: $position) { ${FIELDS} } }`,
      { customerId, position },
    )
  ).relationship;

async function two(...customerIds: string[]): Promise<void> {
  for (const customerId of customerIds) await api.accept('openRelationship', { customerId, owner: 'ana' });
}

it('answers the survivor under the old id, and says so; what was known before is two', async () => {
  await two('a', 'b');
  await api.accept('recordMisstatement', { customerId: 'a', what: 'It was not so' });
  const alone = await shown('b');
  const { contacts } = await api.ask<{ contacts: { freshness: { head: string } } }>(
    '{ contacts(first: 1) { freshness { head } } }',
  );
  const changes = await listenTo<Change>(api, CHANGE, '(customerIds: ["b"])');
  const { relationship } = await api.accept('mergeRelationships', { customerId: 'b', absorbedId: 'a' });
  expect(relationship?.customerId).toBe('b');
  const merged = await shown('a');
  const { trust, ...underOwn } = await shown('b');
  expect(merged).toMatchObject(underOwn);
  expect(merged.trust.score).toBeCloseTo(trust.score, 3);
  expect(merged).toMatchObject({ customerId: 'b', absorbedIds: ['a'] });
  expect(merged.trust.score).toBeLessThan(alone.trust.score - 1);
  const types = merged.contacts.edges.map(({ node }) => `${node.type} ${node.customerId}`);
  expect(types).toContain('MisstatementProven a');
  const change = await changes.next();
  expect(change).toMatchObject({ customerId: 'b', cause: { contact: { type: 'RelationshipsMerged' } } });
  expect(change.before?.score).toBeCloseTo(alone.trust.score, 1);
  expect(change.after?.score).toBeCloseTo(merged.trust.score, 1);
  await api.accept('recordCheckIn', { customerId: 'a' });
  expect(await changes.next()).toMatchObject({ customerId: 'b', cause: { contact: { type: 'CheckInHeld' } } });
  await changes.stop();
  for (const [customerId, types] of [
    ['a', ['MisstatementProven', 'RelationshipOpened']],
    ['b', ['RelationshipOpened']],
  ] as const) {
    const before = await shown(customerId, contacts.freshness.head);
    expect(before).toMatchObject({ customerId, absorbedIds: [] });
    expect(before.contacts.edges.map(({ node }) => node.type)).toEqual(types);
  }
});
type Change = {
  customerId: string;
  before: { score: number } | null;
  after: { score: number } | null;
  cause: { contact: { type: string } };
};
const CHANGE = 'customerId before { score } after { score } cause { contact { type } }';

it('is for leads and administrators, and so is its retraction', async () => {
  await two('c', 'd');
  const both = { customerId: 'd', absorbedId: 'c' };
  expect(await by('ana', 'mergeRelationships', both)).toBe('FORBIDDEN');
  expect(await by('ana', 'identifyCustomer', { customerId: 'd', externalId: 'desk:1' })).toBe('FORBIDDEN');
  expect(await by('sam', 'mergeRelationships', both)).toBe('CUSTOMER_UNKNOWN customerId');
  expect(await by('lea', 'mergeRelationships', both)).toBe(null);
  const { contacts } = await api.ask<{ contacts: { edges: { node: { contactId: string } }[] } }>(
    '{ contacts(filter: { customerId: "d", types: [RelationshipsMerged] }) { edges { node { contactId } } } }',
  );
  const contactId = contacts.edges[0]?.node.contactId;
  const retraction = { customerId: 'd', contactId };
  expect(await by('ana', 'retractContact', retraction)).toBe('MERGE_NOT_RETRACTABLE contactId');
  expect(await by('ana', 'recordCheckIn', { customerId: 'c' })).toBe(null);
  expect(await by('lea', 'retractContact', retraction)).toBe(null);
  expect((await shown('c')).customerId).toBe('c');
});

it('of what is in the portfolio of others is answered as if there were none', async () => {
  await two('e');
  await api.accept('openRelationship', { customerId: 'f', owner: 'ben' });
  expect(await by('sam', 'mergeRelationships', { customerId: 'f', absorbedId: 'e' })).toBe(
    'CUSTOMER_UNKNOWN absorbedId',
  );
  expect(await by('sam', 'mergeRelationships', { customerId: 'e', absorbedId: 'f' })).toBe(
    'CUSTOMER_UNKNOWN customerId',
  );
  expect((await shown('e')).absorbedIds).toEqual([]);
});

it('an id of another system finds the customer, and takes contacts', async () => {
  await two('g');
  await api.accept('identifyCustomer', { customerId: 'g', externalId: 'zd:4711' });
  const { relationship } = await api.accept('recordCheckIn', { customerId: 'zd:4711' });
  expect(relationship?.customerId).toBe('g');
  const { relationships } = await api.ask<{ relationships: { edges: { node: { customerId: string } }[] } }>(
    '{ relationships(search: "4711") { edges { node { customerId } } } }',
  );
  expect(relationships.edges.map(({ node }) => node.customerId)).toEqual(['g']);
});
