import WebSocket from 'ws';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { listenTo } from './listening.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

type Trust = { score: number; asOf: string; contributions: { contact: { contactId: string } }[] };
type Change = {
  cursor: string;
  customerId: string;
  before: Trust | null;
  after: Trust | null;
  cause: {
    contact: { contactId: string; type: string; note: string | null; recordedAt: string; effect: { points: number } };
  };
};

const FIELDS = `cursor customerId
  before { score asOf contributions { contact { contactId } } }
  after { score asOf contributions { contact { contactId } } }
  cause { contact { contactId type note recordedAt effect { points } } }`;

const listen = (args: string) => listenTo<Change>(api, FIELDS, args);

it('goes from mutation to view to message', async () => {
  await api.accept('openRelationship', { customerId: 'a' });
  const changes = await listen('(customerIds: ["a"])');
  const { contact } = await api.accept('recordCheckIn', { customerId: 'a', note: 'All well' });
  const change = await changes.next();
  expect(change.cause.contact).toMatchObject({ contactId: contact?.contactId, type: 'CheckInHeld', note: 'All well' });
  expect(change.customerId).toBe('a');
  expect(change.before?.score).toBe(70);
  expect(change.after?.score).toBeGreaterThan(70);
  // One instant, so that nothing but the cause stands between them.
  expect(change.before?.asOf).toBe(change.cause.contact.recordedAt);
  expect(change.after?.asOf).toBe(change.cause.contact.recordedAt);
  expect(change.before?.contributions).toEqual([]);
  // As of that instant, not of the later one at which the message is read.
  expect(change.cause.contact.effect.points).toBe((change.after?.score ?? NaN) - 70);
  expect(change.after?.contributions).toEqual([{ contact: { contactId: contact?.contactId } }]);
  await changes.stop();
});

it('is told only once the lists show it, with the position at which they do', async () => {
  const changes = await listen('(customerIds: ["listed"])');
  for (let i = 0; i < 10; i += 1) {
    // Not waited for: the mutation itself waits for the view, so the message must not owe its truth to that.
    const recorded =
      i === 0
        ? api.accept('openRelationship', { customerId: 'listed' })
        : api.accept('recordCheckIn', { customerId: 'listed' });
    const { cursor, cause } = await changes.next();
    const { contacts } = await api.ask<{
      contacts: { freshness: { position: string }; edges: { node: { contactId: string } }[] };
    }>('{ contacts(filter: { customerId: "listed" }) { freshness { position } edges { node { contactId } } } }');
    expect(contacts.edges.map(({ node }) => node.contactId)).toContain(cause.contact.contactId);
    expect(BigInt(contacts.freshness.position)).toBeGreaterThanOrEqual(BigInt(cursor));
    await recorded;
  }
  await changes.stop();
});

it('comes in the order of the log, with nothing before a relationship was opened', async () => {
  const changes = await listen('(customerIds: ["new"])');
  await api.accept('openRelationship', { customerId: 'new', openingTrust: 60 });
  await api.accept('addStakeholder', { customerId: 'new', name: 'Ana', role: 'USER' }); // changes no trust
  await api.accept('recordMisstatement', { customerId: 'new', what: 'Not true' });
  const [opened, fell] = [await changes.next(), await changes.next()];
  expect(opened).toMatchObject({
    before: null,
    after: { score: 60 },
    cause: { contact: { type: 'RelationshipOpened' } },
  });
  expect(fell).toMatchObject({ before: { score: 60 }, cause: { contact: { type: 'MisstatementProven' } } });
  expect(fell.after?.score).toBeLessThan(60);
  expect(BigInt(fell.cursor)).toBeGreaterThan(BigInt(opened.cursor));
  await changes.stop();
});

it('tells what a contact of the past changes now', async () => {
  await api.accept('openRelationship', { customerId: 'late', occurredAt: '2026-01-05T09:00:00Z' });
  const promise = { customerId: 'late', expectationId: 'E' };
  await api.accept('setExpectation', { ...promise, dueAt: '2026-02-05T09:00:00Z', occurredAt: '2026-02-01T09:00:00Z' });
  const changes = await listen('(customerIds: ["late"])');
  await api.accept('meetExpectation', { ...promise, occurredAt: '2026-02-04T09:00:00Z' });
  const { before, after } = await changes.next();
  expect(after?.score).toBeGreaterThan(before?.score ?? 100);
  await changes.stop();
});

it('is told to those who asked for the customer or its owner, and to nobody else', async () => {
  await api.accept('openRelationship', { customerId: 'mine', owner: 'bea' });
  await api.accept('openRelationship', { customerId: 'yours', owner: 'cem' });
  const [beas, all, both] = [
    await listen('(owner: "bea")'),
    await listen(''),
    await listen('(customerIds: ["yours"], owner: "bea")'),
  ];
  await api.accept('recordCheckIn', { customerId: 'yours' });
  await api.accept('recordCheckIn', { customerId: 'mine' });
  await api.accept('assignOwner', { customerId: 'yours', owner: 'bea' });
  await api.accept('recordCheckIn', { customerId: 'yours', note: 'handed over' });
  expect((await beas.next()).customerId).toBe('mine');
  expect([(await all.next()).customerId, (await all.next()).customerId]).toEqual(['yours', 'mine']);
  expect((await both.next()).cause.contact.note).toBe('handed over');
  await Promise.all([beas.stop(), all.stop(), both.stop()]);
});

describe('a socket', () => {
  /** Speaks the protocol by hand; answers the close code, or the first message of a kind. */
  const raw = (protocols: string[] = ['graphql-transport-ws'], path = '') => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}${path}`, protocols);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    const opened = new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const said: { type: string; id?: string; payload?: unknown }[] = [];
    socket.on('message', (data: Buffer) => said.push(JSON.parse(data.toString()) as { type: string }));
    const message = async (type: string, id?: string) => {
      for (;;) {
        const found = said.find((each) => each.type === type && each.id === id);
        if (found !== undefined) return found;
        await new Promise((resolve) => socket.once('message', resolve));
      }
    };
    const send = async (value: object | string) => {
      await opened;
      socket.send(typeof value === 'string' ? value : JSON.stringify(value));
    };
    const init = (authorization: unknown) => send({ type: 'connection_init', payload: { authorization } });
    return { socket, opened, closed, message, send, init };
  };
  const ask = (query: string, id = '1') => ({ id, type: 'subscribe', payload: { query } });

  it('closes with 4401 on whoever asks before connection_init', async () => {
    const { send, closed } = raw();
    await send(ask('{ models { id } }'));
    expect(await closed).toBe(4401);
  });

  it.each([undefined, 'Bearer wrong', TOKEN, 7])('closes with 4403 on the authorization %j', async (authorization) => {
    const { init, closed } = raw();
    await init(authorization);
    expect(await closed).toBe(4403);
  });

  it('closes with 4400 on what is no message, 4406 on another protocol, 1009 on a message too large', async () => {
    const malformed = raw();
    await malformed.send('{');
    expect(await malformed.closed).toBe(4400);
    expect(await raw([]).closed).toBe(4406);
    const large = raw();
    large.socket.on('error', () => undefined);
    await large.send('x'.repeat(256 * 1024 + 1));
    expect(await large.closed).toBe(1009);
  });

  it('is served at one path only', async () => {
    await expect(raw(undefined, 'x').opened).rejects.toThrow('404');
  });

  it('refuses what HTTP refuses, with the same codes', async () => {
    const { init, send, message } = raw();
    await init(`Bearer ${TOKEN}`);
    await message('connection_ack');
    const refused: [query: string, code: string][] = [
      ['subscription {', 'GRAPHQL_PARSE_FAILED'],
      ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{ relationships(first: 201) { edges { cursor } } }', 'PAGE_TOO_LARGE'],
    ];
    for (const [id, [query, code]] of refused.entries()) {
      await send(ask(query, String(id)));
      expect(await message('error', String(id))).toMatchObject({ payload: [{ extensions: { code } }] });
    }
    const query = 'subscription($ids: [ID!]) { trustChanged(customerIds: $ids) { cursor } }';
    await send({ id: 'v', type: 'subscribe', payload: { query, variables: { ids: [{}] } } });
    expect(await message('error', 'v')).toMatchObject({ payload: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('carries a hundred subscriptions and no more', async () => {
    const { init, send, message, socket } = raw();
    await init(`Bearer ${TOKEN}`);
    await message('connection_ack');
    for (let i = 0; i <= 100; i += 1) await send(ask('subscription { trustChanged { cursor } }', String(i)));
    expect(await message('error', '100')).toMatchObject({
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
    });
    socket.close();
  });
});
