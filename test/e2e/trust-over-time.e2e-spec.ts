import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-01-01T00:00:00Z' });
  await api.accept('openRelationship', { customerId: 'c' });
  for (const [at, mutation, facts] of [
    ['2026-01-05T10:00:00Z', 'recordCheckIn', {}],
    ['2026-01-10T10:00:00Z', 'setExpectation', { expectationId: 'e', dueAt: '2026-01-20T10:00:00Z' }],
    ['2026-02-01T10:00:00Z', 'recordMisstatement', { what: 'it was never tested' }],
  ] as const) {
    api.setClock(at);
    await api.accept(mutation, { customerId: 'c', ...facts });
  }
  api.setClock('2026-02-10T00:00:00Z');
});
afterAll(() => api.stop());

type Interval = { readonly low: number; readonly high: number };
type Point = {
  readonly at: string;
  readonly score: number | null;
  readonly band: string | null;
  readonly interval: Interval | null;
  readonly markers: readonly {
    readonly kind: string;
    readonly at: string;
    readonly contact: { readonly type: string } | null;
    readonly before: number | null;
    readonly after: number | null;
    readonly fromBand: string | null;
    readonly toBand: string | null;
    readonly crossedBy: string | null;
  }[];
};
const history = async (from: string, to: string, points: number, args = ''): Promise<Point[]> =>
  (
    await api.ask<{ relationship: { trustHistory: Point[] } }>(
      `query($from: DateTime!, $to: DateTime!, $points: Int) { relationship(customerId: "c"${args}) {
        trustHistory(from: $from, to: $to, points: $points) { at score band interval { low high } markers { kind at contact { type } before after fromBand toBand crossedBy } } } }`,
      { from, to, points },
    )
  ).relationship.trustHistory;
const scoreAt = async (asOf: string): Promise<{ score: number; band: string; interval: Interval } | null> =>
  (
    await api.ask<{ relationship: { trust: { score: number; band: string; interval: Interval } } | null }>(
      'query($asOf: DateTime) { relationship(customerId: "c", asOf: $asOf) { trust { score band interval { low high } } } }',
      { asOf },
    )
  ).relationship?.trust ?? null;

describe('trustHistory', () => {
  it('is at each point what trust was then, from before the opening into the future', async () => {
    const points = await history('2025-12-20T00:00:00Z', '2026-03-20T00:00:00Z', 19);
    expect(points).toHaveLength(19);
    for (const { at, score, band, interval } of points) {
      const trust = await scoreAt(at);
      expect({ score, band, interval }).toEqual(trust ?? { score: null, band: null, interval: null });
    }
    expect(points[0]).toMatchObject({ score: null, band: null });
  });

  it('marks contacts with what they did, and bands with what moved them', async () => {
    const markers = (await history('2026-01-02T00:00:00Z', '2026-02-09T00:00:00Z', 10)).flatMap(
      (point) => point.markers,
    );
    expect(markers.filter(({ kind }) => kind === 'CONTACT').map(({ at, contact }) => [at, contact?.type])).toEqual([
      ['2026-01-05T10:00:00.000Z', 'CheckInHeld'],
      ['2026-01-10T10:00:00.000Z', 'ExpectationSet'],
      ['2026-02-01T10:00:00.000Z', 'MisstatementProven'],
    ]);
    const lie = markers.find(({ contact }) => contact?.type === 'MisstatementProven');
    expect((lie?.before ?? 0) - (lie?.after ?? 100)).toBeGreaterThan(10);
    const bands = markers.filter(({ kind }) => kind === 'BAND');
    expect(bands.find(({ toBand }) => toBand === 'AT_RISK')).toMatchObject({
      at: '2026-02-01T10:00:00.000Z',
      crossedBy: 'CONTACT',
    });
    expect(bands.find(({ at }) => at === '2026-01-20T10:00:00.001Z')).toMatchObject({ crossedBy: 'TIME' });
  });

  it('is of what was known', async () => {
    const [, last] = await history(
      '2026-02-01T09:00:00Z',
      '2026-02-02T00:00:00Z',
      2,
      ', knownAt: "2026-02-01T09:00:00Z"',
    );
    expect(last?.markers).toEqual([]);
    expect(last?.score).toBeGreaterThan((await scoreAt('2026-02-02T00:00:00Z'))?.score ?? 0);
  });

  it.each([
    ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 1],
    ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 1001],
    ['2026-02-01T00:00:00Z', '2026-01-01T00:00:00Z', 10],
  ])('refuses from %s to %s in %d points', async (from, to, points) => {
    const query =
      'query($from: DateTime!, $to: DateTime!, $points: Int) { relationship(customerId: "c") { trustHistory(from: $from, to: $to, points: $points) { at } } }';
    expect((await api.codes(query, { from, to, points })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('takes two points, and a thousand', async () => {
    for (const points of [2, 1000])
      expect(await history('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', points)).toHaveLength(points);
  });
});

describe('trustDifference', () => {
  type Difference = {
    readonly from: { readonly score: number };
    readonly to: { readonly score: number };
    readonly difference: number;
    readonly lines: readonly {
      readonly kind: string;
      readonly points: number;
      readonly class: string | null;
      readonly contact: { readonly type: string } | null;
      readonly obligationId: string | null;
    }[];
    readonly byKind: readonly { readonly kind: string; readonly points: number }[];
  };
  const difference = async (from: string, to: string): Promise<Difference | null> =>
    (
      await api.ask<{ relationship: { trustDifference: Difference | null } }>(
        `query($from: DateTime!, $to: DateTime!) { relationship(customerId: "c") { trustDifference(from: $from, to: $to) {
          from { score } to { score } difference lines { kind points class contact { type } obligationId } byKind { kind points } } } }`,
        { from, to },
      )
    ).relationship.trustDifference;

  it('has what is new and what decay took on separate lines, which sum to it', async () => {
    const found = await difference('2026-01-06T00:00:00Z', '2026-02-05T00:00:00Z');
    if (found === null) throw new Error('it was open at both');
    const sum = (lines: readonly { points: number }[]) => lines.reduce((all, { points }) => all + points, 0);
    expect(found.difference).toBeCloseTo(found.to.score - found.from.score, 12);
    expect(sum(found.lines)).toBeCloseTo(found.difference, 9);
    expect(sum(found.byKind)).toBeCloseTo(found.difference, 9);
    const named = found.lines.map((line) => [line.kind, line.class, line.contact?.type, line.obligationId !== null]);
    expect(named).toContainEqual(['AGED', 'check_in', 'CheckInHeld', false]);
    expect(named).toContainEqual(['ENTERED', 'expectation_missed_unannounced', 'ExpectationSet', true]);
    expect(named).toContainEqual(['ENTERED', 'misstatement', 'MisstatementProven', false]);
    expect(found.byKind.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['ENTERED', 'AGED', 'CAP']));
  });

  it('is null where the relationship was not open at both', async () =>
    expect(await difference('2025-01-01T00:00:00Z', '2026-02-05T00:00:00Z')).toBeNull());
});

it('says what would help where too little is known, and nothing where enough is', async () => {
  const query =
    'query($asOf: DateTime) { relationship(customerId: "c", asOf: $asOf) { trust { band lastSufficientBand whatWouldHelp { help times band score } } } }';
  type Told = {
    relationship: {
      trust: {
        band: string;
        lastSufficientBand: string | null;
        whatWouldHelp: { help: string; times: number; band: string }[];
      };
    };
  };
  const little = (await api.ask<Told>(query, { asOf: '2026-01-06T00:00:00Z' })).relationship.trust;
  expect(little).toMatchObject({ band: 'INSUFFICIENT_EVIDENCE', lastSufficientBand: null });
  expect(little.whatWouldHelp.length).toBeGreaterThan(0);
  expect(little.whatWouldHelp.every(({ band, times }) => band !== 'INSUFFICIENT_EVIDENCE' && times >= 1)).toBe(true);
  const enough = (await api.ask<Told>(query, { asOf: '2026-02-05T00:00:00Z' })).relationship.trust;
  expect(enough).toMatchObject({ band: 'AT_RISK', lastSufficientBand: 'AT_RISK', whatWouldHelp: [] });
});
