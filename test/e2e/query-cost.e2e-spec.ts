import { type Answer, ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ settings: { MAX_QUERY_COST: '1000' } })));
afterAll(() => api.stop());

const QUERY = 'query($n: Int) { relationships(first: $n) { edges { cursor node { customerId name segment } } } }';
const JUST_OVER = { n: 167 };

it('refuses what costs more than the limit, over HTTP', async () => {
  const codes = (n: number) => api.codes(QUERY, { n });
  expect(await codes(166)).toEqual({ status: 200, codes: [] });
  expect(await codes(167)).toEqual({ status: 400, codes: ['QUERY_TOO_COSTLY'] });
  const { errors } = (await (await api.send({ query: QUERY, variables: JUST_OVER })).json()) as Answer<never>;
  expect(errors?.[0]?.message).toContain('It costs 1003; the limit is 1000.');
});

it('refuses it over a socket', async () => {
  const socket = api.socket();
  const refused = socket.iterate({ query: QUERY, variables: JUST_OVER }).next();
  await expect(refused).rejects.toMatchObject([{ extensions: { code: 'QUERY_TOO_COSTLY' } }]);
  const allowed: unknown = await socket.iterate({ query: QUERY, variables: { n: 166 } }).next();
  expect(allowed).toMatchObject({ value: { data: { relationships: { edges: [] } } } });
  await socket.dispose();
});

it('refuses twenty curves for each of two hundred customers', async () => {
  const curve = 'trustHistory(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", points: 1000) { at score }';
  const alias = (i: number) => `a${i}: relationships(first: 200) { edges { node { ${curve} } } }`;
  const query = `{ ${Array.from({ length: 20 }, (_, i) => alias(i)).join(' ')} }`;
  expect(await api.codes(query)).toEqual({ status: 400, codes: ['QUERY_TOO_COSTLY'] });
});
