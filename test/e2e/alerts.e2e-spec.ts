import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { Receiver, type Received } from '../kit/receiver.js';
import { until } from '../kit/until.js';
import { forgetViews } from '../kit/views.js';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
let receiver: Receiver;
/** What names lead to; a name is asked for once in each attempt. */
const names: Record<string, string[]> = {};

/** How long a receiver may take, which a test may shorten. */
const patience = { patienceMs: 10_000 };

const START = '2026-03-02T09:00:00Z';

beforeAll(async () => {
  receiver = await Receiver.start();
  api = await ApiUnderTest.start({
    at: START,
    watchEveryMs: 10,
    settings: { ALERT_NETWORKS: '127.0.0.1/32' },
    sending: Object.assign(patience, {
      pausesMs: [0, 0, 0],
      resolve: async (host: string) => {
        const address = names[host]?.shift();
        if (address === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
        return [{ address, family: 4 as const }];
      },
    }),
  });
});
afterAll(async () => {
  await api.stop();
  await receiver.stop();
});
beforeEach(() => {
  receiver.answers = () => 204;
});

type Payload = {
  readonly secret?: string;
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
};

async function change(mutation: string, input: object, more = ''): Promise<Payload> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { changed: ${mutation}(input: $input) { replayed ${more} userErrors { code field message } } }`;
  return (await api.ask<{ changed: Payload }>(query, { input })).changed;
}

/** An endpoint of its own for a test, at a path of its own. */
async function endpoint(endpointId: string, more: object = {}): Promise<{ path: string; secret: string }> {
  const path = `/${endpointId}`;
  const input = { endpointId, url: `${receiver.url}${path}`, form: 'CLOUD_EVENTS', ...more };
  const { secret, userErrors } = await change('declareAlertEndpoint', input, 'secret');
  if (secret === undefined || userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return { path, secret };
}

async function rule(endpointId: string, kind: string, more: object = {}): Promise<void> {
  const { userErrors } = await change('declareAlertRule', { ruleId: `${endpointId}-rule`, endpointId, kind, ...more });
  expect(userErrors).toEqual([]);
}

const eventIn = ({ body }: Received) => JSON.parse(body) as { id: string; type: string; data: Record<string, unknown> };
const dataOf = (received: readonly Received[]) => received.map((each) => eventIn(each).data);

const DELIVER = { obligations: ['DELIVER'] };

/** Enough promises that are kept for a band of its own: one told alert. */
async function intoAnotherBand(customerId: string): Promise<void> {
  for (let i = 0; i < 8; i += 1) await api.accept('recordCheckIn', { customerId });
  for (const expectationId of ['A', 'B', 'C', 'D']) {
    await api.accept('setExpectation', { customerId, expectationId });
    await api.accept('meetExpectation', { customerId, expectationId });
  }
}

type Listed = {
  readonly deliveryId: string;
  readonly state: string;
  readonly failure: string | null;
  readonly attempts: number;
};
const deliveries = async (endpointId: string, state?: string): Promise<readonly Listed[]> => {
  const query = `query($endpointId: ID, $state: AlertDeliveryState) { alertDeliveries(endpointId: $endpointId, state: $state) {
    deliveryId state failure attempts } }`;
  return (await api.ask<{ alertDeliveries: Listed[] }>(query, { endpointId, state })).alertDeliveries;
};

it('tells that a band was crossed, signed by the Standard Webhooks scheme, as a CloudEvent without names', async () => {
  await api.accept('openRelationship', { customerId: 'early', name: 'Early Ltd' });
  await intoAnotherBand('early');
  const { path, secret } = await endpoint('bands');
  await rule('bands', 'BAND_CROSSED');
  await api.accept('openRelationship', { customerId: 'crossing', name: 'Crossing Ltd', owner: 'ana' });
  await intoAnotherBand('crossing');
  const [first] = await receiver.got(1, path);
  if (first === undefined) throw new Error('nothing was received');
  const headers = first.headers as Record<string, string>;
  // The clock of the server stands in the past, which the receiver would refuse.
  const at = Number(headers['webhook-timestamp']) * 1000;
  expect(at).toBe(Date.parse(START));
  const expected = new Webhook(secret).sign(String(headers['webhook-id']), new Date(at), first.body);
  expect(headers).toMatchObject({
    'webhook-signature': expected,
    'content-type': 'application/cloudevents+json; charset=utf-8',
  });
  const event = eventIn(first);
  expect(event).toMatchObject({
    specversion: '1.0',
    id: headers['webhook-id'],
    type: 'rapport.alert.BandCrossed.v1',
    subject: 'crossing',
    time: '2026-03-02T09:00:00.000Z',
    data: { ruleId: 'bands-rule', customerId: 'crossing', owner: 'ana', from: 'INSUFFICIENT_EVIDENCE' },
  });
  expect(receiver.received.map(({ body }) => body).join()).not.toMatch(/Ltd/);
  // Nothing of what happened before the rule.
  expect(dataOf(await receiver.got(1, path)).map(({ customerId }) => customerId)).toEqual(['crossing']);
});

it('repeats what failed, in order for each customer, while others go on, and each under one id', async () => {
  const { path } = await endpoint('order');
  await rule('order', 'OBLIGATION_LAPSED', DELIVER);
  let refusals = 3;
  receiver.answers = (received) => {
    const { data } = eventIn(received);
    return received.path === path && data.customerId === 'slow' && refusals-- > 0 ? 503 : 200;
  };
  for (const customerId of ['slow', 'quick']) {
    await api.accept('openRelationship', { customerId });
    for (const [expectationId, day] of [
      ['E1', 3],
      ['E2', 4],
      ['E3', 5],
    ] as const)
      await api.accept('setExpectation', { customerId, expectationId, dueAt: `2026-03-0${day}T09:00:00Z` });
  }
  api.setClock('2026-03-06T09:00:00Z');
  const received = await receiver.got(9, path);
  const dues = (customerId: string) =>
    received.flatMap((each) => (eventIn(each).data.customerId === customerId ? [eventIn(each).data.dueAt] : []));
  const [first, second, third] = ['03', '04', '05'].map((day) => `2026-03-${day}T09:00:00.000Z`);
  expect(dues('quick')).toEqual([first, second, third]);
  expect(dues('slow')).toEqual([first, first, first, first, second, third]);
  const ids = received.filter((each) => eventIn(each).data.dueAt === first && eventIn(each).data.customerId === 'slow');
  expect(new Set(ids.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await until(async () => (await deliveries('order', 'DELIVERED')).length === 6);
});

it('gives up in the end, lists what it gave up, and sends it again when asked', async () => {
  const { path } = await endpoint('dead');
  await rule('dead', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'dora' });
  receiver.answers = ({ path: of }) => (of === path ? 500 : 204);
  await api.accept('openRelationship', { customerId: 'doomed', owner: 'dora' });
  await api.accept('setExpectation', { customerId: 'doomed', expectationId: 'E', dueAt: '2026-03-06T10:00:00Z' });
  api.setClock('2026-03-06T11:00:00Z');
  await until(async () => (await deliveries('dead', 'DEAD')).length === 1);
  const [dead] = await deliveries('dead');
  expect(dead).toMatchObject({ state: 'DEAD', failure: 'ANSWERED_5XX', attempts: 4 });
  receiver.answers = () => 204;
  const query =
    'mutation($input: ReplayAlertDeliveriesInput!) { replayAlertDeliveries(input: $input) { replayedCount userErrors { code } } }';
  const replay = (input: object) => api.ask(query, { input });
  expect(await replay({})).toEqual({
    replayAlertDeliveries: { replayedCount: 0, userErrors: [{ code: 'FIELD_INVALID' }] },
  });
  expect(await replay({ deliveryIds: [dead?.deliveryId] })).toMatchObject({
    replayAlertDeliveries: { replayedCount: 1 },
  });
  await until(async () => (await deliveries('dead', 'DELIVERED')).length === 1);
  const ids = (await receiver.got(5, path)).map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids)).toEqual(new Set([dead?.deliveryId]));
});

it('sends nothing again after a restart, nor while the views are rebuilt', async () => {
  const before = receiver.received.length;
  await api.restart();
  await api.restart(undefined, () => forgetViews(api.dataDir));
  await api.accept('openRelationship', { customerId: 'witness', owner: 'dora' });
  await api.accept('setExpectation', { customerId: 'witness', expectationId: 'E', dueAt: '2026-03-06T12:00:00Z' });
  api.setClock('2026-03-06T13:00:00Z');
  await receiver.got(6, '/dead');
  await until(async () => (await deliveries('order', 'PENDING')).length === 0);
  const since = receiver.received.slice(before).map((each) => eventIn(each).data.customerId);
  expect(new Set(since)).toEqual(new Set(['witness']));
});

describe('an address', () => {
  const declared = async (url: string) =>
    (await change('declareAlertEndpoint', { url, form: 'CLOUD_EVENTS' })).userErrors.map(({ code }) => code);

  it.each([
    'http://192.0.2.1/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706434/',
    'ftp://example.com/',
    'https://user:password@example.com/',
    'nonsense',
  ])('is refused: %s', async (url) => expect(await declared(url)).toEqual(['ALERT_ADDRESS_REFUSED']));

  const failed = async (endpointId: string): Promise<string | null> => {
    await until(async () => (await deliveries(endpointId, 'DEAD')).length === 1);
    return (await deliveries(endpointId))[0]?.failure ?? null;
  };
  let hour = 14;
  const lapse = async (owner: string): Promise<void> => {
    const dueAt = `2026-03-06T${hour}:30:00Z`;
    await api.accept('openRelationship', { customerId: `of-${owner}`, owner });
    await api.accept('setExpectation', { customerId: `of-${owner}`, expectationId: 'E', dueAt });
    hour += 1;
    api.setClock(`2026-03-06T${hour}:00:00Z`);
  };

  it('that a name leads to is looked up once in each attempt, and the connection is made to it', async () => {
    // A second look-up would find no such name.
    names['receiver.test'] = ['127.0.0.1'];
    await endpoint('named', { url: `http://receiver.test:${receiver.port}/named` });
    await rule('named', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'nina' });
    await lapse('nina');
    const [received] = await receiver.got(1, '/named');
    expect(received?.headers.host).toBe(`receiver.test:${receiver.port}`);
  });

  it('is refused where the name leads to a private network, also at a later attempt', async () => {
    names['rebound.test'] = ['127.0.0.1', '127.0.0.2', '10.0.0.1', '192.168.0.1'];
    receiver.answers = () => 500;
    await endpoint('rebound', { url: `http://rebound.test:${receiver.port}/rebound` });
    await rule('rebound', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'rosa' });
    await lapse('rosa');
    expect(await failed('rebound')).toBe('ADDRESS_REFUSED');
    expect(await receiver.got(1, '/rebound')).toHaveLength(1);
    expect(names['rebound.test']).toEqual([]);
  });

  it('is not followed where a receiver redirects to it', async () => {
    receiver.answers = ({ path }) => (path === '/moved' ? { redirectTo: `${receiver.url}/elsewhere` } : 204);
    await endpoint('moved');
    await rule('moved', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'mona' });
    await lapse('mona');
    expect(await failed('moved')).toBe('REDIRECTED');
    expect(receiver.received.filter(({ path }) => path === '/elsewhere')).toEqual([]);
  });

  it('of a receiver that wants no more, or never answers, is given up', async () => {
    receiver.answers = ({ path }) => (path === '/gone' ? 410 : path === '/silent' ? null : 204);
    await endpoint('gone');
    await rule('gone', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'gina' });
    await lapse('gina');
    expect(await failed('gone')).toBe('ENDPOINT_GONE');
    expect(await receiver.got(1, '/gone')).toHaveLength(1);
    patience.patienceMs = 200;
    await endpoint('silent');
    await rule('silent', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'sina' });
    await lapse('sina');
    expect(await failed('silent')).toBe('TIMED_OUT');
    patience.patienceMs = 10_000;
  });
});

describe('a rule', () => {
  it('tells each kind of thing, of the relationships of its owner', async () => {
    api.setClock('2026-04-01T09:00:00Z');
    const { path } = await endpoint('kinds');
    const kinds = {
      dropped: { kind: 'SCORE_DROPPED', points: 5, days: 7 },
      due: { kind: 'OBLIGATION_DUE', minutesBefore: 120, obligations: ['DELIVER'] },
      lapsed: { kind: 'OBLIGATION_LAPSED', obligations: ['DELIVER'] },
      fulfilled: { kind: 'NEED_FULFILLED' },
      blind: { kind: 'BLIND_SPOT' },
    };
    for (const [ruleId, input] of Object.entries(kinds))
      expect(
        (await change('declareAlertRule', { ruleId, endpointId: 'kinds', owner: 'kim', ...input })).userErrors,
      ).toEqual([]);
    for (const [customerId, owner] of [
      ['hers', 'kim'],
      ['his', 'leo'],
    ] as const) {
      await api.accept('openRelationship', { customerId, owner });
      for (let i = 0; i < 4; i += 1) await api.accept('recordCheckIn', { customerId });
      await api.accept('declineRequest', {
        customerId,
        asked: 'An export',
        needId: 'export',
        need: 'Data',
        reason: 'None yet',
      });
      await api.accept('setExpectation', { customerId, expectationId: 'soon', dueAt: '2026-04-01T12:00:00Z' });
    }
    const told = () =>
      receiver.received
        .filter((each) => each.path === path)
        .map((each) => `${eventIn(each).type.split('.')[2]} ${String(eventIn(each).data.customerId)}`);
    api.setClock('2026-04-01T10:30:00Z');
    await until(() => told().length === 1);
    expect(told()).toEqual(['ObligationDue hers']);
    await api.ask('mutation { fulfilNeed(input: { needId: "export", change: "Built" }) { userErrors { code } } }');
    await until(() => told().includes('NeedFulfilled hers'));
    api.setClock('2026-04-01T13:00:00Z');
    await until(() => told().includes('ObligationLapsed hers'));
    await api.accept('openRelationship', { customerId: 'blank', owner: 'kim' });
    await api.accept('recordMisstatement', { customerId: 'blank', what: 'A date' });
    await until(() => told().includes('BlindSpotAppeared blank') && told().includes('ScoreDropped hers'));
    // Told once: what follows lowers the score no further, and is no news.
    await api.accept('recordMisstatement', { customerId: 'hers', what: 'Another date' });
    await api.accept('recordMisstatement', { customerId: 'his', what: 'A date' });
    const witness = { customerId: 'witness-of-drops', owner: 'kim' };
    await api.accept('openRelationship', witness);
    await api.accept('recordMisstatement', { ...witness, owner: undefined, what: 'A date' });
    await until(() => told().includes('BlindSpotAppeared witness-of-drops'));
    expect(told().filter((each) => each.endsWith('his'))).toEqual([]);
    const drops = receiver.received
      .filter(
        (each) =>
          each.path === path && eventIn(each).data.ruleId === 'dropped' && eventIn(each).data.customerId === 'hers',
      )
      .map(eventIn);
    expect(drops).toHaveLength(1);
    const { highest, score } = drops[0]?.data as { highest: number; score: number };
    expect(highest - score).toBeGreaterThanOrEqual(5);
  });

  it('is refused with a parameter of another kind, without one of its own, or without its endpoint', async () => {
    const refused = async (input: object) =>
      (await change('declareAlertRule', { endpointId: 'kinds', ...input })).userErrors.map(({ code, field }) => [
        code,
        field,
      ]);
    expect(await refused({ kind: 'BAND_CROSSED', points: 5 })).toEqual([['ALERT_RULE_INVALID', 'points']]);
    expect(await refused({ kind: 'SCORE_DROPPED', points: 5 })).toEqual([['ALERT_RULE_INVALID', 'days']]);
    expect(await refused({ kind: 'BLIND_SPOT', endpointId: 'none' })).toEqual([
      ['ALERT_ENDPOINT_UNKNOWN', 'endpointId'],
    ]);
    expect(await refused({ kind: 'BLIND_SPOT', ruleId: 'lapsed' })).toEqual([['ALERT_ID_TAKEN', 'ruleId']]);
  });

  it('is a fact of the log, changed as a whole, and retired', async () => {
    const input = { ruleId: 'changing', endpointId: 'kinds', kind: 'BLIND_SPOT' };
    expect(await change('declareAlertRule', input)).toMatchObject({ replayed: false });
    expect(await change('declareAlertRule', input)).toMatchObject({ replayed: true });
    const changed = { ...input, kind: 'BAND_CROSSED', bands: ['AT_RISK'] };
    expect(await change('changeAlertRule', changed)).toMatchObject({ userErrors: [] });
    const query = '{ alertRules { ruleId kind bands owner by } }';
    const listed = async () => (await api.ask<{ alertRules: { ruleId: string }[] }>(query)).alertRules;
    const rules = (await listed()).filter(({ ruleId }) => ruleId === 'changing');
    expect(rules).toEqual([{ ruleId: 'changing', kind: 'BAND_CROSSED', bands: ['AT_RISK'], owner: null, by: 'admin' }]);
    expect((await change('retireAlertEndpoint', { endpointId: 'kinds' })).userErrors).toMatchObject([
      { code: 'ALERT_ENDPOINT_IN_USE' },
    ]);
    expect((await change('retireAlertRule', { ruleId: 'changing' })).userErrors).toEqual([]);
    expect((await change('retireAlertRule', { ruleId: 'changing' })).userErrors).toMatchObject([
      { code: 'ALERT_RULE_UNKNOWN' },
    ]);
    expect((await listed()).some(({ ruleId }) => ruleId === 'changing')).toBe(false);
  });
});

it('shows a secret once, stores it sealed, and signs with both for a day after a rotation', async () => {
  api.setClock('2026-04-01T13:00:00Z');
  const { path, secret } = await endpoint('sealed');
  const again = { endpointId: 'sealed', url: `${receiver.url}${path}`, form: 'CLOUD_EVENTS' };
  expect(await change('declareAlertEndpoint', again, 'secret')).toMatchObject({ replayed: true, secret: null });
  const rotated = (await change('rotateAlertSecret', { endpointId: 'sealed' }, 'secret')).secret ?? '';
  expect(rotated).not.toBe(secret);
  await rule('sealed', 'OBLIGATION_LAPSED', { ...DELIVER, owner: 'sue' });
  await api.accept('openRelationship', { customerId: 'of-sue', owner: 'sue' });
  await api.accept('setExpectation', { customerId: 'of-sue', expectationId: 'E', dueAt: '2026-04-01T14:00:00Z' });
  api.setClock('2026-04-01T15:00:00Z');
  const [received] = await receiver.got(1, path);
  const { 'webhook-signature': signature, 'webhook-id': id } = received?.headers as Record<string, string>;
  const of = (each: string) =>
    new Webhook(each).sign(String(id), new Date('2026-04-01T15:00:00Z'), received?.body ?? '');
  expect(signature).toBe(`${of(rotated)} ${of(secret)}`);
  for (const file of ['log.db', 'log.db-wal', 'alerts.db', 'alerts.db-wal', 'keys.db', 'views.db']) {
    const text = readFileSync(join(api.dataDir, file), 'latin1');
    for (const each of [secret, rotated, `${receiver.url}${path}`]) expect(text).not.toContain(each);
  }
});

it.each([
  ['SLACK', (body: string) => (JSON.parse(body) as { text: string }).text],
  ['TEAMS', (body: string) => JSON.stringify(JSON.parse(body))],
])('writes one sentence for %s, in which an id is no markup', async (form, text) => {
  const endpointId = form.toLowerCase();
  const { path } = await endpoint(endpointId, { form });
  const owner = `of ${form}`;
  await rule(endpointId, 'OBLIGATION_LAPSED', { ...DELIVER, owner });
  await api.accept('openRelationship', { customerId: `<!channel> ${form}`, owner });
  const day = form === 'SLACK' ? '2026-04-02' : '2026-04-03';
  await api.accept('setExpectation', {
    customerId: `<!channel> ${form}`,
    expectationId: 'E',
    dueAt: `${day}T14:00:00Z`,
  });
  api.setClock(`${day}T15:00:00Z`);
  const [received] = await receiver.got(1, path);
  expect(received?.headers['content-type']).toBe('application/json; charset=utf-8');
  const said = form === 'SLACK' ? `&lt;!channel&gt; SLACK` : '<!channel> TEAMS';
  expect(text(received?.body ?? '')).toContain(
    `Customer ${said}: DELIVER was due at ${day}T14:00:00.000Z and was not met.`,
  );
});
