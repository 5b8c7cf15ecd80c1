import { ApiUnderTest } from './api-under-test.js';
import { untilHeard } from './listening.js';

const IN_FLIGHT = 50;
let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

it('lets the mutations that are under way finish, and loses none that was answered', async () => {
  await api.accept('openRelationship', { customerId: 'c' });
  const atOnce = () =>
    Array.from({ length: IN_FLIGHT }, (_, i) => api.accept('recordCheckIn', { customerId: 'c', note: `${i}` }));
  // Their connections are open from here on: one that is only just being made is no mutation under way.
  await Promise.all(atOnce());
  const underWay = atOnce();
  await Promise.race(underWay);
  const [answered] = await Promise.all([Promise.all(underWay), api.restart()]);
  const { contacts } = await api.ask<{ contacts: { edges: { node: { contactId: string } }[] } }>(
    '{ contacts(filter: { customerId: "c" }, first: 200) { edges { node { contactId } } } }',
  );
  expect(answered).toHaveLength(IN_FLIGHT);
  const onRecord = contacts.edges.map(({ node }) => node.contactId);
  for (const { contact } of answered) expect(onRecord).toContain(contact?.contactId);
});

it('tells its listeners that it goes away', async () => {
  const client = api.socket();
  const closed = new Promise<number>((resolve) =>
    client.on('closed', (event) => resolve((event as { code: number }).code)),
  );
  const listening = client.iterate({ query: 'subscription { trustChanged { cursor } }' }).next();
  listening.catch(() => undefined);
  await untilHeard(client);
  await api.restart();
  expect(await closed).toBe(1001);
  await client.dispose();
});
