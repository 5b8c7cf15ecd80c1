import { until } from '../kit/until.js';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { untilHeard } from './listening.js';
import { probe } from './probe.js';
import { frame, halfRequest, RawCaller, request, UPGRADE } from './raw-caller.js';
import { sample } from './scrape.js';

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

describe('a stop', () => {
  const QUERY = '{ models { id } }';
  let stopped: ApiUnderTest;
  beforeEach(async () => (stopped = await ApiUnderTest.start({ settings: { STOP_DELAY_SECONDS: '1' } })));

  it('is seen in the probes first, while requests are still taken; each answer closes its connection', async () => {
    const end = stopped.stop();
    for (const path of ['ready', 'lists'] as const)
      expect(await probe(stopped, path)).toEqual({
        code: 503,
        status: 'not ready',
        notReady: ['STOPPING'],
        degraded: [],
      });
    expect((await probe(stopped, 'live')).code).toBe(200);
    const answer = await stopped.send({ query: QUERY });
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    await end;
    await expect(stopped.send({ query: QUERY })).rejects.toThrow('fetch failed');
  });

  it('fails no request of callers that look at the probe', async () => {
    let isStopping = false;
    let answered = 0;
    const failures: unknown[] = [];
    const caller = async () => {
      while ((await probe(stopped, 'ready')).code === 200) {
        const { status } = await stopped.send({ query: QUERY });
        if (status === 200) answered += 1;
        else failures.push(status);
      }
      isStopping = true;
    };
    const callers = Array.from({ length: 8 }, () => caller().catch((error: unknown) => failures.push(error)));
    await until(() => answered > 50);
    await Promise.all([stopped.stop(), ...callers]);
    expect({ isStopping, failures }).toEqual({ isStopping: true, failures: [] });
  });

  it('waits neither for a connection that says nothing nor for a socket that does not answer, and answers what it has taken', async () => {
    const silent = await RawCaller.connect(stopped);
    const idle = (await RawCaller.connect(stopped)).say(request());
    await idle.heard(/"models"/);
    const deaf = (await RawCaller.connect(stopped)).say(UPGRADE);
    deaf.say(frame(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } })));
    await deaf.heard(/connection_ack/);
    const { position } = (
      await stopped.ask<{ openRelationship: { position: string } }>(
        'mutation { openRelationship(input: { customerId: "c" }) { position } }',
      )
    ).openRelationship;
    const next = { 'rapport-after-position': String(Number(position) + 1) };
    const waiting = Array.from({ length: 8 }, () => stopped.send({ query: QUERY }, next));
    await until(async () => (await sample(stopped, 'rapport_places_in_use')) === 8);
    const end = stopped.stop();
    expect(await probe(stopped, 'ready')).toMatchObject({ code: 503 });
    await stopped.accept('recordCheckIn', { customerId: 'c' });
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200));
    await Promise.all([end, silent.closed, idle.closed, deaf.closed]);
    expect(deaf.received).toContain('Going away');
  });

  it('ends also where the body of a request never becomes whole', async () => {
    const half = (await RawCaller.connect(stopped)).say(halfRequest());
    await until(async () => (await sample(stopped, 'rapport_requests_under_way')) === 2);
    await stopped.stop();
    await half.closed;
  });
});
