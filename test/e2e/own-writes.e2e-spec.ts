import { ApiUnderTest, type Answer } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

const positionOf = async (mutation: string): Promise<string | null> => {
  const { recorded } = await api.ask<{ recorded: { position: string | null } }>(
    `mutation { recorded: ${mutation} { position } }`,
  );
  return recorded.position;
};
const LIST = '{ relationships { edges { node { customerId } } } }';
const listAfter = async (position: string): Promise<Answer<{ relationships: { edges: object[] } }>> =>
  (await (await api.send({ query: LIST }, { 'rapport-after-position': position })).json()) as never;

it('gives every mutation a position, with which a read shows what it recorded', async () => {
  const opened = await positionOf('openRelationship(input: { customerId: "a", owner: "ana" })');
  expect((await listAfter(opened ?? '')).data?.relationships.edges).toHaveLength(1);
  const positions = [
    opened,
    await positionOf('recordRequest(input: { customerId: "a", requestId: "R", needId: "N" })'),
    await positionOf('takeNeedStep(input: { needId: "N", step: "asked the makers" })'),
    await positionOf('declineRequest(input: { customerId: "a", requestId: "R", needId: "N" })'),
    await positionOf('fulfilNeed(input: { needId: "N" })'),
    await positionOf('assignPortfolio(input: { fromOwner: "ana", owner: "ben" })'),
  ].map(Number);
  expect(positions).toEqual(positions.toSorted((a, b) => a - b));
  expect(new Set(positions).size).toBe(positions.length);
  expect((await listAfter(String(positions.at(-1)))).errors).toBeUndefined();
});

it('gives none where nothing was recorded', async () => {
  expect(await positionOf('recordCheckIn(input: { customerId: "stranger" })')).toBeNull();
  expect(await positionOf('assignPortfolio(input: { fromOwner: "nobody", owner: "ben" })')).toBeNull();
  expect(await positionOf('fulfilNeed(input: { needId: "unheard of" })')).toBeNull();
});

it('refuses what is no position, over HTTP and over the socket', async () => {
  expect((await listAfter('yesterday')).errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
  const client = api.socket(undefined, { afterPosition: 'yesterday' });
  await expect(client.iterate({ query: LIST }).next()).rejects.toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  await client.dispose();
});

it('lets a socket that carries a position hear only of what comes after it', async () => {
  const position = await positionOf('openRelationship(input: { customerId: "before" })');
  const client = api.socket(undefined, { afterPosition: position });
  const changes = client.iterate<{ trustChanged: { customerId: string } }>({
    query: 'subscription { trustChanged { customerId } }',
  });
  const heard = changes.next();
  await client.iterate({ query: LIST }).next();
  await positionOf('openRelationship(input: { customerId: "after" })');
  expect((await heard).value).toMatchObject({ data: { trustChanged: { customerId: 'after' } } });
  await client.dispose();
});
