import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ at: '2026-03-10T09:00:00Z' })));
afterAll(() => api.stop());

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const usd = (amount: number) => ({ amount, currency: 'USD' });
const BOOK = [
  ['small', { renewsAt: '2026-06-01T00:00:00+02:00', value: eur(99.9) }],
  ['large', { renewsAt: '2027-01-01T00:00:00Z', value: eur(250_000) }],
  ['abroad', { renewsAt: '2026-04-01T00:00:00Z', value: usd(1000) }],
  ['large-too', { value: eur(250_000) }],
  ['unsaid', {}],
] as const;

beforeAll(async () => {
  const occurredAt = '2026-01-05T09:00:00Z';
  for (const [customerId, agreed] of BOOK) await api.accept('openRelationship', { customerId, occurredAt, ...agreed });
});

type Row = { customerId: string; renewsAt: string | null; value: { amount: number; currency: string } | null };
type Page = { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

/** All pages of a list, two a page. */
async function listed(args: string, fields = 'customerId renewsAt value { amount currency }'): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ;) {
    const query = `query($after: String) { relationships(${args} first: 2 after: $after) {
      edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`;
    const { relationships }: { relationships: Page } = await api.ask(query, { after });
    rows.push(...relationships.edges.map(({ node }) => node));
    if (!relationships.pageInfo.hasNextPage) return rows;
    after = relationships.pageInfo.endCursor;
  }
}
const customers = async (args: string) => (await listed(args)).map(({ customerId }) => customerId);

it('tells when a relationship is renewed and what it is worth, from the list and from the log alike', async () => {
  const small = { customerId: 'small', renewsAt: '2026-05-31T22:00:00.000Z', value: eur(99.9) };
  const order = 'orderBy: { field: NAME }';
  const fromRows = await listed(order);
  expect(fromRows).toContainEqual(small);
  expect(fromRows).toContainEqual({ customerId: 'unsaid', renewsAt: null, value: null });
  // What the rows do not hold is asked of the log.
  const fromLog = await listed(order, 'customerId renewsAt value { amount currency } noticeHours');
  expect(fromLog).toEqual(fromRows.map((row) => ({ ...row, noticeHours: 4 })));
});

it.each([
  ['RENEWS_AT', 'ASC', ['abroad', 'small', 'large', 'large-too', 'unsaid']],
  ['RENEWS_AT', 'DESC', ['unsaid', 'large-too', 'large', 'small', 'abroad']],
  // One currency after another; what is without a value counts as the least.
  ['VALUE', 'ASC', ['unsaid', 'small', 'large', 'large-too', 'abroad']],
  ['VALUE', 'DESC', ['abroad', 'large-too', 'large', 'small', 'unsaid']],
])('orders by %s %s, page after page', async (field, direction, expected) =>
  expect(await customers(`orderBy: { field: ${field}, direction: ${direction} }`)).toEqual(expected),
);

it.each([
  ['renewsBefore: "2026-06-01T00:00:00Z"', ['abroad', 'small']],
  ['renewsFrom: "2026-04-01T00:00:00Z", renewsBefore: "2026-05-31T22:00:00Z"', ['abroad']],
  ['renewsFrom: "2026-04-01T00:00:00.001Z"', ['large', 'small']],
  ['valueAtLeast: { amount: 99.9, currency: "EUR" }', ['large', 'large-too', 'small']],
  ['valueAtLeast: { amount: 100, currency: "EUR" }', ['large', 'large-too']],
  ['valueAtLeast: { amount: 0, currency: "USD" }', ['abroad']],
])('keeps to %s', async (filter, expected) =>
  expect(await customers(`filter: { ${filter} } orderBy: { field: NAME }`)).toEqual(expected),
);

it('goes by the last that was said, and by what was said by then', async () => {
  await api.accept('openRelationship', { customerId: 'moving', occurredAt: '2026-01-06T09:00:00Z', value: usd(5) });
  const update = { customerId: 'moving', occurredAt: '2026-02-01T09:00:00Z', value: eur(1e6) };
  await api.accept('updateRelationship', { ...update, renewsAt: '2026-03-11T00:00:00Z' });
  const most = 'orderBy: { field: RENEWS_AT }';
  expect((await listed(most))[0]).toEqual({
    customerId: 'moving',
    renewsAt: '2026-03-11T00:00:00.000Z',
    value: eur(1e6),
  });
  const before = await listed(`${most} asOf: "2026-01-31T00:00:00Z"`);
  expect(before.find(({ customerId }) => customerId === 'moving')).toEqual({
    customerId: 'moving',
    renewsAt: null,
    value: usd(5),
  });
  await api.accept('closeRelationship', { customerId: 'moving' });
});

it.each([
  [{ amount: 1, currency: 'eur' }, 'CURRENCY_UNKNOWN', 'value.currency'],
  [{ amount: -1, currency: 'EUR' }, 'FIELD_OUT_OF_RANGE', 'value.amount'],
  [{ amount: 1, currency: 'EURO' }, 'FIELD_TOO_LONG', 'value.currency'],
])('refuses a value of %j', async (value, code, field) => {
  const { userErrors } = await api.record('updateRelationship', { customerId: 'small', value });
  expect(userErrors).toMatchObject([{ code, field }]);
});

describe('a stress test', () => {
  const occurredAt = '2026-03-01T09:00:00Z';
  const promised = { dueAt: '2026-03-12T09:00:00Z', occurredAt };
  type Totals = { falling: number; valueAtRisk: { amount: number; currency: string }[] };
  type Asked = {
    stressTest: { totals: Totals; relationships: { edges: { node: { customerId: string; value: object }[] }[] } };
  };
  const ask = (filter: string) =>
    api.ask<Asked>(`{ stressTest(input: { hypothetical: { ownerSilent: { days: 30 } } ${filter} waitSeconds: 30 }) {
      totals { falling valueAtRisk { amount currency } }
      relationships(which: FALLING) { edges { node { customerId value { amount } } } } } }`);

  beforeAll(async () => {
    // Each has just enough to stand well, and loses it with the promise.
    for (const customerId of ['small', 'large', 'abroad', 'unsaid']) {
      for (const expectationId of ['A', 'B', 'C', 'D']) {
        await api.accept('setExpectation', {
          customerId,
          expectationId,
          dueAt: '2026-02-20T09:00:00Z',
          occurredAt: '2026-02-01T09:00:00Z',
        });
        await api.accept('meetExpectation', { customerId, expectationId, occurredAt: '2026-02-10T09:00:00Z' });
      }
      for (const expectationId of ['E', 'F', 'G'])
        await api.accept('setExpectation', { customerId, expectationId, ...promised });
    }
  });

  it('adds up what those are worth that fall, for each currency by itself', async () => {
    const { totals, relationships } = (await ask('')).stressTest;
    expect(totals).toEqual({ falling: 4, valueAtRisk: [eur(250_099.9), usd(1000)] });
    expect(relationships.edges.map(({ node }) => node)).toContainEqual({
      customerId: 'large',
      value: { amount: 250_000 },
    });
    expect(relationships.edges.map(({ node }) => node)).toContainEqual({ customerId: 'unsaid', value: null });
  });
  it('is narrowed by renewal and value', async () => {
    const soon = await ask('filter: { renewsBefore: "2026-12-31T00:00:00Z" }');
    expect(soon.stressTest.totals).toEqual({ falling: 2, valueAtRisk: [eur(99.9), usd(1000)] });
    const worth = await ask('filter: { valueAtLeast: { amount: 100, currency: "EUR" } }');
    expect(worth.stressTest.totals).toEqual({ falling: 1, valueAtRisk: [eur(250_000)] });
  });
});
