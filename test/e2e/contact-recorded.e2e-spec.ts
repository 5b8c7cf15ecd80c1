import { ApiUnderTest } from './api-under-test.js';
import { untilHeard } from './listening.js';

let api: ApiUnderTest;
const recorded: string[] = [];
beforeAll(async () => {
  api = await ApiUnderTest.start();
  for (const customerId of ['a', 'b']) await record('openRelationship', { customerId });
  for (let i = 0; i < 30; i += 1) await record('recordCheckIn', { customerId: i % 3 === 0 ? 'b' : 'a', note: `${i}` });
});
afterAll(() => api.stop());

async function record(mutation: string, input: Record<string, unknown>): Promise<void> {
  const { contact } = await api.accept(mutation, input);
  recorded.push(contact?.contactId ?? '');
}

type Edge = {
  readonly cursor: string;
  readonly node: { readonly contactId: string; readonly type: string; readonly note: string | null };
};

/** Reads so many, then goes away. */
async function read(
  args: string,
  count: number,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Edge[]> {
  const client = api.socket();
  const query = `subscription { contactRecorded${args} { cursor node { contactId type note } } }`;
  const messages = client.iterate<{ contactRecorded: Edge }>({ query });
  const edges: Edge[] = [];
  const first = messages.next();
  await untilHeard(client);
  const others = meanwhile();
  for (let next = first; edges.length < count; next = messages.next()) {
    const { value } = (await next) as { value: { data: { contactRecorded: Edge } } };
    edges.push(value.data.contactRecorded);
    if (edges.length === count) break;
  }
  await others;
  await client.dispose();
  return edges;
}

const ids = (edges: readonly Edge[]) => edges.map(({ node }) => node.contactId);

it('replays everything in the order of the log, and stays live', async () => {
  const edges = await read('(after: "0")', 35, async () => {
    for (let i = 0; i < 3; i += 1) await record('celebrateWin', { customerId: 'a', what: 'won' });
  });
  expect(ids(edges)).toEqual(recorded);
  expect(edges.at(-1)?.node.type).toBe('WinCelebrated');
  expect(edges[5]?.node.note).toBe('3');
  const positions = edges.map(({ cursor }) => BigInt(cursor));
  expect(positions).toEqual([...positions].sort((x, y) => (x < y ? -1 : 1)));
});

it('goes on from any cursor, losing and doubling nothing, over a restart too', async () => {
  const first = await read('(after: "0")', 10);
  await api.restart();
  const second = await read(`(after: "${first.at(-1)?.cursor}")`, recorded.length - 10);
  expect([...ids(first), ...ids(second)]).toEqual(recorded);
});

it('is of one customer, and from now on, where that is asked', async () => {
  const edges = await read('(customerId: "b")', 1, async () => {
    await record('recordCheckIn', { customerId: 'a' });
    await record('recordCheckIn', { customerId: 'b', note: 'heard' });
  });
  expect(edges.map(({ node }) => node.note)).toEqual(['heard']);
  expect(await read('(customerId: "b", after: "0")', 5)).toHaveLength(5);
});

it('has a cursor that is good as knownAtPosition', async () => {
  const [edge] = await read('(customerId: "a", after: "0")', 1);
  const { relationship } = await api.ask<{ relationship: { contacts: { edges: unknown[] } } }>(
    `{ relationship(customerId: "a", knownAtPosition: "${edge?.cursor}") { contacts { edges { cursor } } } }`,
  );
  expect(relationship.contacts.edges).toHaveLength(1);
});

it.each(['x', '-1', '99999999'])('refuses to begin after %s', async (after) => {
  const client = api.socket();
  const heard = client.iterate({ query: `subscription { contactRecorded(after: "${after}") { cursor } }` }).next();
  const said = await heard.then(
    ({ value }) => JSON.stringify(value),
    (error: unknown) => JSON.stringify(error),
  );
  expect(said).toContain('BAD_USER_INPUT');
  await client.dispose();
});

it('filters contacts by when they were recorded', async () => {
  const all = await api.ask<{ contacts: { edges: { node: { contactId: string; recordedAt: string } }[] } }>(
    '{ contacts(first: 200) { edges { node { contactId recordedAt } } } }',
  );
  const middle = all.contacts.edges[Math.floor(all.contacts.edges.length / 2)]?.node.recordedAt ?? '';
  const of = async (filter: string) =>
    (
      await api.ask<{ contacts: { edges: unknown[] } }>(
        `{ contacts(first: 200, filter: { ${filter} }) { edges { cursor } } }`,
      )
    ).contacts.edges.length;
  const [from, before] = [await of(`recordedFrom: "${middle}"`), await of(`recordedBefore: "${middle}"`)];
  expect(from + before).toBe(all.contacts.edges.length);
  expect(Math.min(from, before)).toBeGreaterThan(0);
  expect(await of(`customerId: "a", recordedFrom: "${middle}"`)).toBeLessThan(from);
});
