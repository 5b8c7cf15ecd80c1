import { ApiUnderTest } from './api-under-test.js';
import { listenTo } from './listening.js';
import { until } from '../kit/until.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ watchEveryMs: 10 })));
afterAll(() => api.stop());

type Trust = { score: number; band: string; asOf: string };
type Change = {
  customerId: string;
  before: Trust;
  after: Trust;
  cause: {
    contact: { type: string } | null;
    obligation: { obligationId: string; kind: string; dueAt: string } | null;
    bandCrossing: { from: string; to: string; at: string; model: string } | null;
  };
};

const FIELDS = `customerId before { score band asOf } after { score band asOf }
  cause { contact { type } obligation { obligationId kind dueAt } bandCrossing { from to at model } }`;

const listen = (args: string) => listenTo<Change>(api, FIELDS, args);

const open = async (customerId: string, now: string, facts: object = {}): Promise<void> => {
  api.setClock(now);
  await api.accept('openRelationship', { customerId, ...facts });
};
const scoreOf = async (customerId: string, asOf: string): Promise<number> => {
  const query =
    'query($id: ID!, $asOf: DateTime) { relationship(customerId: $id, asOf: $asOf) { trust { score contributions { class } } } }';
  const { relationship } = await api.ask<{ relationship: { trust: { score: number } } }>(query, {
    id: customerId,
    asOf,
  });
  return relationship.trust.score;
};
const markersOf = async (customerId: string): Promise<{ type: string; occurredAt: string; recordedBy: string }[]> => {
  const query = `query($id: ID!) { contacts(filter: { customerId: $id, types: [ObligationLapsed, BandCrossed] }) {
    edges { node { type occurredAt recordedBy } } } }`;
  const { contacts } = await api.ask<{
    contacts: { edges: { node: { type: string; occurredAt: string; recordedBy: string } }[] };
  }>(query, { id: customerId });
  return contacts.edges.map(({ node }) => node);
};

const DUE = '2026-03-03T09:00:00.000Z';
const JUST_AFTER = '2026-03-03T09:00:00.001Z';

it('given a promise, when its due time passes in silence, then subscribers hear of it, once, and the score does not depend on that', async () => {
  await open('lapsing', '2026-03-02T09:00:00Z', { owner: 'ana' });
  await api.accept('setExpectation', { customerId: 'lapsing', expectationId: 'E', dueAt: DUE });
  const foreseen = await scoreOf('lapsing', JUST_AFTER);
  const [own, elses] = [await listen('(owner: "ana")'), await listen('(owner: "somebody else")')];
  api.setClock('2026-03-03T09:00:30Z');
  const { before, after, cause, customerId } = await own.next();
  expect(cause).toEqual({
    contact: null,
    bandCrossing: null,
    obligation: { obligationId: expect.stringMatching(/^DELIVER:/) as string, kind: 'DELIVER', dueAt: DUE },
  });
  expect(customerId).toBe('lapsing');
  expect([before.asOf, after.asOf]).toEqual([DUE, JUST_AFTER]);
  expect(after.score).toBeLessThan(before.score - 1);
  expect(after.score).toBe(foreseen);
  // It also moved the band, which is told by itself.
  const crossed = await own.next();
  expect(crossed.cause.bandCrossing).toMatchObject({ from: before.band, to: after.band, at: JUST_AFTER });
  expect([crossed.before, crossed.after]).toEqual([before, after]);
  // The next thing that either hears is what happens next: nothing is told twice, nor to others.
  await open('witness', '2026-03-03T09:00:40Z', { owner: 'somebody else' });
  expect((await elses.next()).customerId).toBe('witness');
  await api.accept('recordCheckIn', { customerId: 'lapsing' });
  expect((await own.next()).cause).toMatchObject({ contact: { type: 'CheckInHeld' }, obligation: null });
  expect(await markersOf('lapsing')).toEqual([
    { type: 'BandCrossed', occurredAt: JUST_AFTER, recordedBy: 'rapport:watcher' },
    { type: 'ObligationLapsed', occurredAt: DUE, recordedBy: 'rapport:watcher' },
  ]);
  await Promise.all([own.stop(), elses.stop()]);
});

it('given something owed that weighs nothing, when its time passes, then it is told all the same', async () => {
  await open('cadence', '2026-03-10T09:00:00Z', { cadenceDays: 7 });
  const changes = await listen('(customerIds: ["cadence"])');
  api.setClock('2026-03-17T09:00:01Z');
  expect((await changes.next()).cause.obligation).toMatchObject({
    kind: 'CHECK_IN',
    dueAt: '2026-03-17T09:00:00.000Z',
  });
  await changes.stop();
});

it('given a healthy relationship, when silence alone takes the evidence away, then the crossing is told at its very millisecond', async () => {
  await open('fading', '2026-03-20T09:00:00Z');
  for (const expectationId of ['A', 'B', 'C', 'D']) {
    await api.accept('setExpectation', { customerId: 'fading', expectationId });
    await api.accept('meetExpectation', { customerId: 'fading', expectationId });
  }
  for (let i = 0; i < 8; i += 1) await api.accept('recordCheckIn', { customerId: 'fading' });
  const changes = await listen('(customerIds: ["fading"])');
  api.setClock('2029-03-20T09:00:00Z');
  const { before, after, cause } = await changes.next();
  expect(cause).toMatchObject({ contact: null, obligation: null });
  expect(cause.bandCrossing).toMatchObject({ from: before.band, to: after.band, at: after.asOf });
  expect(before.band).not.toBe(after.band);
  expect(Date.parse(after.asOf) - Date.parse(before.asOf)).toBe(1);
  await changes.stop();
});

it('given a lapse that was told, when a call that came in time is recorded late, then the surprise is taken back', async () => {
  await open('repaired', '2030-03-02T09:00:00Z');
  const dueAt = '2030-03-03T09:00:00.000Z';
  await api.accept('setExpectation', { customerId: 'repaired', expectationId: 'E', dueAt });
  const changes = await listen('(customerIds: ["repaired"])');
  api.setClock('2030-03-04T09:00:00Z');
  const lapse = await changes.next();
  const asLapsed = await scoreOf('repaired', '2030-03-04T09:00:00Z');
  await api.accept('recordProactiveCall', {
    customerId: 'repaired',
    about: { expectationId: 'E' },
    news: 'BAD',
    occurredAt: '2030-03-03T08:00:00Z',
  });
  for (;;) {
    const { cause, before, after } = await changes.next();
    if (cause.contact === null) continue; // other lapses of the same silence
    expect(cause.contact.type).toBe('ProactiveCallMade');
    expect(after.score).toBeGreaterThan(before.score);
    break;
  }
  expect(lapse.after.score).toBeLessThan(lapse.before.score);
  expect(await scoreOf('repaired', '2030-03-04T09:00:00Z')).toBeGreaterThan(asLapsed);
  // What was said stays said; the score depends on facts and time alone.
  expect((await markersOf('repaired')).map(({ type }) => type)).toContain('ObligationLapsed');
  await changes.stop();
});

it('given a due time that passes while the server is down, when it starts again, then it is said as of then, once', async () => {
  await open('missed', '2031-03-02T09:00:00Z');
  const dueAt = '2031-03-03T09:00:00.000Z';
  const laterDueAt = '2031-03-05T08:00:00.000Z';
  await api.accept('setExpectation', { customerId: 'missed', expectationId: 'E', dueAt });
  await api.accept('setExpectation', { customerId: 'missed', expectationId: 'L', dueAt: laterDueAt });
  const lapses = async (of: string) => (await markersOf('missed')).filter(({ occurredAt }) => occurredAt === of);
  await api.restart('2031-03-04T09:00:00Z');
  await until(async () => (await lapses(dueAt)).length > 0);
  await api.restart('2031-03-05T09:00:00Z');
  // Once the later one is said, the server has looked at all that is due.
  await until(async () => (await lapses(laterDueAt)).length > 0);
  expect(await lapses(dueAt)).toMatchObject([{ type: 'ObligationLapsed' }]);
});
