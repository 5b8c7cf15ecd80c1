import { serverAudits } from 'graphql-http';
import { ApiUnderTest, TOKEN } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

const withToken: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...(init?.headers as object), authorization: `Bearer ${TOKEN}` } });

const audits = serverAudits({ url: () => api.url, fetchFn: withToken });

it('is held to all of the audit', () => expect(audits.length).toBeGreaterThanOrEqual(61));

it.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ fn }) => {
  const result = await fn();
  expect(result).toMatchObject({ status: 'ok' });
});

const status = async (headers: Record<string, string>, query = '{ models { id } }') => {
  const response = await api.send({ query }, headers);
  return [response.status, response.headers.get('content-type')];
};
const GRAPHQL = 'application/graphql-response+json';

it('serves the type that is asked for', async () => {
  expect(await status({ accept: `${GRAPHQL}, application/json` })).toEqual([200, `${GRAPHQL}; charset=utf-8`]);
  expect(await status({ accept: `application/json, ${GRAPHQL}` })).toEqual([200, 'application/json; charset=utf-8']);
  expect(await status({ accept: 'text/html' })).toEqual([406, 'application/json; charset=utf-8']);
});

it('tells by its status that a request is wrong, except to those who ask for application/json by name', async () => {
  expect(await status({ accept: '*/*' }, '{')).toEqual([400, 'application/json; charset=utf-8']);
  expect(await status({ accept: GRAPHQL }, '{')).toEqual([400, `${GRAPHQL}; charset=utf-8`]);
  expect(await status({ accept: 'application/json' }, '{')).toEqual([200, 'application/json; charset=utf-8']);
});

it('is kept by nobody on the way', async () => {
  expect((await api.send({ query: '{ models { id } }' })).headers.get('cache-control')).toBe('no-store');
});

it('says what it serves, and that it lives, without a token', async () => {
  const at = (path: string) => fetch(new URL(path, api.url));
  expect(await (await at('/health/live')).json()).toEqual({ status: 'live' });
  expect(await (await at('/health/ready')).json()).toEqual({ status: 'ready', notReady: [], degraded: [] });
  expect((await at('/nothing')).status).toBe(404);
});
