import { Pace } from '../../apps/api/src/edge/graphql/pace.js';
import { until } from '../kit/until.js';
import { ApiUnderTest, TOKEN } from './api-under-test.js';
import { probe } from './probe.js';
import { halfRequest, RawCaller, request } from './raw-caller.js';
import { sample } from './scrape.js';

const QUERY = '{ models { id } }';
/** Places that requests can have. */
const PLACES = 1_000;

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

/** Nothing is under way except for the request that asks this. */
const isQuiet = async () =>
  (await sample(api, 'rapport_requests_under_way')) === 1 && (await sample(api, 'rapport_places_in_use')) === 0;

it.each([
  ['half of a body', halfRequest()],
  ['half of a body at an address that is none', halfRequest({ path: '/nothing' })],
  ['half of a body with a wrong token', halfRequest({ token: 'wrong' })],
  ['half of a body that says it is too large', request({ body: '{"query":' }, 1_000_000)],
  ['a whole request, whose answer nobody waits for', request()],
  ['requests one after the other, and half of one', `${request()}${request({ path: '/nothing' })}${halfRequest()}`],
])('of a caller that goes away after %s nothing stays', async (_, said) => {
  const callers = await Promise.all(Array.from({ length: 20 }, () => RawCaller.connect(api)));
  for (const caller of callers) caller.say(said);
  await until(async () => (await sample(api, 'rapport_open_connections')) !== 0);
  for (const caller of callers) caller.leave();
  await until(isQuiet);
  expect(await api.codes(QUERY)).toEqual({ status: 200, codes: [] });
});

it('gives no place to a request that is not whole', async () => {
  const callers: RawCaller[] = [];
  for (let i = 0; i < PLACES + 1; i += 1) callers.push((await RawCaller.connect(api)).say(halfRequest()));
  await until(async () => ((await sample(api, 'rapport_requests_under_way')) ?? 0) > PLACES);
  expect(await api.codes(QUERY)).toEqual({ status: 200, codes: [] });
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'ready' });
  for (const caller of callers) caller.leave();
  await until(isQuiet);
});

it('refuses one more than there are places for, says that it is full, and takes requests again', async () => {
  // The callers run in the process of the server, and keep it busy.
  const pace = jest.spyOn(Pace.prototype, 'isBehind').mockReturnValue(false);
  // They wait for a position that nothing has reached.
  const waiting = (count: number) =>
    Array.from({ length: count }, () => api.send({ query: QUERY }, { 'rapport-after-position': '999999' }));
  const isTaken = (count: number) => until(async () => (await sample(api, 'rapport_places_in_use')) === count);
  const all = waiting(PLACES - 1);
  await isTaken(PLACES - 1);
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'ready' });
  expect((await api.codes(QUERY)).status).toBe(200);
  all.push(...waiting(1));
  await isTaken(PLACES);
  expect(await api.codes(QUERY)).toEqual({ status: 503, codes: ['OVERLOADED'] });
  for (const path of ['ready', 'lists'] as const)
    expect(await probe(api, path)).toEqual({ code: 200, status: 'degraded', notReady: [], degraded: ['SATURATED'] });
  expect((await probe(api, 'live')).code).toBe(200);
  const socket = api.socket(TOKEN);
  const answer: unknown = await socket.iterate({ query: QUERY }).next();
  expect(answer).toMatchObject({ value: { errors: [{ extensions: { code: 'OVERLOADED' } }] } });
  await socket.dispose();
  const refused = await api.send({ query: QUERY });
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(await refused.json()).toMatchObject({
    errors: [{ extensions: { code: 'OVERLOADED', retryAfterSeconds: 1 } }],
  });
  expect((await Promise.all(all)).map(({ status }) => status)).toEqual(all.map(() => 503));
  await until(isQuiet);
  expect(await api.codes(QUERY)).toEqual({ status: 200, codes: [] });
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, status: 'ready' });
  pace.mockRestore();
});

it.each([
  ['of any caller', {}],
  ['of a page of another origin', { origin: 'https://elsewhere.example' }],
  ['that asks for the media type of GraphQL', { accept: 'application/graphql-response+json' }],
])('refuses a request %s that would wait too long, and answers probes', async (_, headers) => {
  const pace = jest.spyOn(Pace.prototype, 'isBehind').mockReturnValue(true);
  const refused = await api.send({ query: QUERY }, headers);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  const wanted = 'accept' in headers ? headers.accept : 'application/json';
  expect(refused.headers.get('content-type')).toBe(`${wanted}; charset=utf-8`);
  expect(await refused.json()).toEqual({
    errors: [{ message: expect.any(String) as string, extensions: { code: 'OVERLOADED', retryAfterSeconds: 1 } }],
  });
  expect(await probe(api, 'ready')).toMatchObject({ code: 200, degraded: ['SATURATED'] });
  pace.mockRestore();
  expect(await api.codes(QUERY)).toEqual({ status: 200, codes: [] });
});
