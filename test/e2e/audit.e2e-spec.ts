import type { Actor } from '#access';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ settings: { AUDIT_READS: 'true' } })));
afterAll(() => api.stop());

type Entry = {
  readonly entryId: string;
  readonly act: string;
  readonly identity: string | null;
  readonly role: string | null;
  readonly what: string;
  readonly customerId: string | null;
  readonly code: string | null;
};
const trail = async (filter = ''): Promise<readonly Entry[]> =>
  (
    await api.ask<{ auditTrail: readonly Entry[] }>(
      `{ auditTrail${filter} { entryId at act identity role what customerId code } }`,
    )
  ).auditTrail;

const ANA: Actor = { identity: 'ana', role: 'RECORDER', team: null, portfolio: null, mayReadText: false };

it('has who came in, changed, read and was refused, and no personal text', async () => {
  const token = await api.deployment.access.tokens.create({ name: 'ana', actor: ANA, expiresAt: null }, Date.now());
  const asAna = (query: string, variables: object = {}) =>
    api.send({ query, variables }, { authorization: `Bearer ${token}` });
  await asAna('mutation($input: OpenRelationshipInput!) { openRelationship(input: $input) { replayed } }', {
    input: { customerId: 'acme', owner: 'ana', name: 'A secret name' },
  });
  await asAna('mutation { recordCheckIn(input: { customerId: "acme", note: "secret" }) { replayed } }');
  await asAna('{ relationship(customerId: "acme") { name } needs { edges { cursor } } }');
  await asAna('{ parked { total } }');
  const own = await trail('(identity: "ana")');
  const said = { identity: 'ana', role: 'RECORDER' };
  expect(own.map(({ entryId: _, ...rest }) => rest)).toMatchObject([
    { ...said, act: 'REFUSED', code: 'FORBIDDEN', what: 'parked' },
    { ...said, act: 'READ', what: 'needs', customerId: null },
    { ...said, act: 'READ', what: 'relationship', customerId: 'acme', code: null },
    { ...said, act: 'CHANGED', what: 'recordCheckIn', customerId: 'acme' },
    { ...said, act: 'CHANGED', what: 'openRelationship', customerId: 'acme' },
    { ...said, act: 'SIGNED_IN', what: '', customerId: null },
  ]);
  expect(JSON.stringify(own)).not.toContain('secret');
  expect(await trail(`(identity: "ana", before: "${own[0]?.entryId}", first: 1)`)).toEqual([own[1]]);
});

it.each([
  [
    'a fragment',
    'mutation { ...F } fragment F on Mutation { recordCheckIn(input: { customerId: "acme" }) { replayed } }',
    {},
  ],
  ['a default', 'mutation($c: ID! = "acme") { recordCheckIn(input: { customerId: $c }) { replayed } }', {}],
  ['another form of the id', 'mutation { recordCheckIn(input: { customerId: " acme " }) { replayed } }', {}],
  [
    'what is replaced',
    `mutation { recordCheckIn: replaceContact(input: { contactId: "none", contact: { recordCheckIn: { customerId: "acme" } } }) {
      replayed } }`,
    {},
  ],
])('has the customer of a change, also named by %s', async (_, query, variables) => {
  await api.send({ query, variables });
  const [entry] = await trail('(act: CHANGED, first: 1)');
  expect(entry).toMatchObject({ act: 'CHANGED', customerId: 'acme' });
  expect(entry?.what).toMatch(/^(recordCheckIn|replaceContact)$/);
});

it('has an entry for each of several changes, with its customer', async () => {
  const one = (customerId: string) => `recordCheckIn(input: { customerId: "${customerId}" }) { replayed }`;
  await api.send({ query: `mutation { a: ${one('acme')} b: ${one('other')} }` });
  expect((await trail('(act: CHANGED, first: 2)')).map(({ customerId }) => customerId)).toEqual(['other', 'acme']);
});

it('has wrong tokens, without them, and one entry for many', async () => {
  for (let n = 0; n < 3; n += 1)
    await api.send({ query: '{ models { id } }' }, { authorization: 'Bearer wrong-token' });
  const refused = (await trail('(act: REFUSED)')).filter(({ identity }) => identity === null);
  expect(refused).toHaveLength(1);
  const [entry] = refused;
  expect(entry).toMatchObject({ identity: null, role: null, code: 'UNAUTHENTICATED', what: '' });
  expect(JSON.stringify(await trail())).not.toContain('wrong-token');
});

it('has sockets and what runs on them', async () => {
  const client = api.socket();
  await client.iterate({ query: '{ models { id } }' }).next();
  await client.dispose();
  expect((await trail('(identity: "admin", act: READ)')).map(({ what }) => what)).toContain('models');
});

it('is on disk after a restart, and the database lets nobody change it', async () => {
  const before = await trail('(identity: "ana")');
  await api.restart();
  expect(await trail('(identity: "ana")')).toEqual(before);
});
