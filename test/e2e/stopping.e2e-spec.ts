import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

it('lets the mutations that are under way finish, and loses none that was answered', async () => {
  await api.accept('openRelationship', { customerId: 'c' });
  const underWay = Array.from({ length: 100 }, (_, i) =>
    api.accept('recordCheckIn', { customerId: 'c', note: `${i}` }),
  );
  // One answer means that the server has begun with the others too: they came on connections of their own before it.
  await Promise.race(underWay);
  await api.restart();
  const answered = (await Promise.allSettled(underWay)).flatMap((each) =>
    each.status === 'fulfilled' ? [each.value] : [],
  );
  expect(answered.length).toBeGreaterThan(0);
  const { contacts } = await api.ask<{ contacts: { edges: { node: { contactId: string } }[] } }>(
    '{ contacts(filter: { customerId: "c" }, first: 200) { edges { node { contactId } } } }',
  );
  const onRecord = contacts.edges.map(({ node }) => node.contactId);
  for (const { contact } of answered) expect(onRecord).toContain(contact?.contactId);
});

it('tells its listeners that it goes away', async () => {
  const client = api.socket();
  const closed = new Promise<number>((resolve) =>
    client.on('closed', (event) => resolve((event as { code: number }).code)),
  );
  await client.iterate({ query: '{ models { id } }' }).next();
  await api.restart();
  expect(await closed).toBe(1001);
  await client.dispose();
});
