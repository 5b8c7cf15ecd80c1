import { until } from '../kit/until.js';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { sample, scrape } from './scrape.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
});
afterAll(() => api.stop());

let customers = 0;
const aCustomer = () => ({ customerId: `customer-${(customers += 1)}` });

const read = (token = TOKEN) => scrape(api, token);
const text = async () => (await read()).text();
const valueOf = (name: string) => sample(api, name);

it('wants the token as everything else does', async () => {
  for (const answer of [await fetch(new URL('/metrics', api.url)), await read('wrong')]) {
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(await answer.text()).not.toContain('rapport_');
  }
  const answer = await read();
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
});

it('is well-formed and tells of the process', async () => {
  const lines = (await text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const SAMPLE = /^[a-zA-Z_:][\w:]*(\{\w+="[^"]*"(,\w+="[^"]*")*\})? ([Nn]a[Nn]|[+-]?Inf|[-\d.e+]+)( \d+)?$/;
  expect(lines.filter((line) => !SAMPLE.test(line))).toEqual([]);
  expect(lines.map((line) => line.split(/[ {]/)[0])).toEqual(
    expect.arrayContaining([
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ]),
  );
});

/** By how much a counter rises meanwhile. */
async function rise(names: readonly string[], act: () => Promise<unknown>): Promise<number[]> {
  const before = await Promise.all(names.map(valueOf));
  await act();
  const after = await Promise.all(names.map(valueOf));
  return after.map((value, index) => (value ?? 0) - (before[index] ?? 0));
}

it('says how far log and views are', async () => {
  const customer = aCustomer();
  await api.accept('openRelationship', customer);
  const positions = ['rapport_log_head_position', 'rapport_views_position', 'rapport_views_lag'];
  expect(await rise(positions, () => api.accept('recordCheckIn', customer))).toEqual([1, 1, 0]);
  expect(await valueOf('rapport_views_position')).toBe(await valueOf('rapport_log_head_position'));
  expect(await valueOf('rapport_views_lag')).toBe(0);
});

it('counts what was recorded, and not what was there before', async () => {
  const customer = aCustomer();
  await api.accept('openRelationship', customer);
  const types = ['RelationshipOpened', 'CheckInHeld'].map((type) => `rapport_contacts_recorded_total{type="${type}"}`);
  const twice = async () => {
    await api.accept('recordCheckIn', { ...customer, idempotencyKey: 'once' });
    await api.accept('recordCheckIn', { ...customer, idempotencyKey: 'once' });
  };
  expect(await rise(types, twice)).toEqual([0, 1]);
  await api.restart();
  await api.accept('recordCheckIn', customer);
  expect(await Promise.all(types.map(valueOf))).toEqual([null, 1]);
});

it('counts what was refused, by code', async () => {
  const customer = aCustomer();
  await api.accept('openRelationship', customer);
  const codes = ['CUSTOMER_UNKNOWN', 'ISSUE_UNKNOWN', 'MODEL_UNKNOWN', 'NEED_UNKNOWN', 'FIELD_EMPTY'];
  const refused = async () => {
    await api.record('recordCheckIn', { customerId: 'nobody' });
    await api.record('resolveIssue', { ...customer, issueId: 'nosuch' });
    await api.ask('mutation { retireModel(input: { modelId: "nosuch", reason: "r" }) { userErrors { code } } }');
    await api.ask('mutation { fulfilNeed(input: { needId: "nosuch" }) { userErrors { code } } }');
    await api.ask('mutation { assignPortfolio(input: { fromOwner: " ", owner: "b" }) { userErrors { code } } }');
  };
  const names = codes.map((code) => `rapport_refusals_total{code="${code}"}`);
  expect(await rise(names, refused)).toEqual([1, 1, 1, 1, 1]);
});

it('times queries and mutations, and counts errors by code', async () => {
  const names = [
    'rapport_graphql_duration_seconds_count{operation="query"}',
    'rapport_graphql_duration_seconds_count{operation="mutation"}',
    'rapport_errors_total{code="GRAPHQL_VALIDATION_FAILED"}',
    'rapport_errors_total{code="UNAUTHENTICATED"}',
  ];
  const asked = async () => {
    await api.ask('{ models { id } }');
    await api.accept('openRelationship', aCustomer());
    await api.send({ query: '{ nosuch }' });
    await api.send({ query: '{ models { id } }' }, { authorization: 'Bearer wrong' });
  };
  expect(await rise(names, asked)).toEqual([1, 1, 1, 1]);
});

it('counts the sockets that are open', async () => {
  const socket = api.socket();
  const changes = socket.iterate({ query: 'subscription { trustChanged { cursor } }' });
  const next = changes.next();
  await until(async () => (await valueOf('rapport_open_sockets')) === 1);
  await socket.dispose();
  await next;
  await until(async () => (await valueOf('rapport_open_sockets')) === 0);
});

it('holds nothing personal and no customer', async () => {
  const said = 'canary-4711';
  await api.accept('openRelationship', { customerId: said, name: said, owner: said, segment: said });
  await api.accept('recordCheckIn', { customerId: said, note: said, idempotencyKey: said, topics: [said] });
  await api.record('resolveIssue', { customerId: said, issueId: said });
  await api.send({ query: `{ relationship(customerId: "${said}") { ${'canary4711'} } }` });
  await api.ask(`query ${'canary4711'} { relationship(customerId: "${said}") { name } }`);
  expect(await text()).not.toMatch(/canary/);
});
