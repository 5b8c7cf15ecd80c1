import { DAY_MS, type RecordedContact, supposedContact, timelineAsOf, toIso } from '#relationship';
import {
  assess,
  exposureOf,
  stressTest,
  DEFAULT_MODEL as model,
  TRUST_BETA_2,
  type Exposure,
  type Scenario,
} from '#trust';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

const NOW = Date.UTC(2026, 2, 10, 9);
const at = (days: number): string => toIso(NOW + days * DAY_MS);

type Said = [mutation: string, type: string, days: number, facts?: object];
const book = new Map<string, RecordedContact[]>();

/** Records contacts, and keeps them to be assessed here. */
const tell = async (customerId: string, story: readonly Said[]): Promise<void> => {
  const contacts: RecordedContact[] = [];
  for (const [mutation, type, days, facts = {}] of story) {
    const input = { customerId, occurredAt: at(days), ...facts };
    const { contact } = await api.accept(mutation, input);
    contacts.push({ ...supposedContact(type, input, NOW + days * DAY_MS), id: contact?.contactId ?? '' });
  }
  book.set(customerId, contacts);
};

const open = (days: number, facts: object): Said => ['openRelationship', 'RelationshipOpened', days, facts];
const kept = (n: number): Said[] => [
  ['setExpectation', 'ExpectationSet', -30 + n, { expectationId: `K${n}`, dueAt: at(-20) }],
  ['meetExpectation', 'ExpectationMet', -25 + n, { expectationId: `K${n}` }],
];
const promise = (expectationId: string, due: number, facts: object = {}): Said =>
  ['setExpectation', 'ExpectationSet', -1, { expectationId, dueAt: at(due), ...facts }] as Said;
const issue = (issueId: string, service: string): Said =>
  ['reportIssue', 'IssueReported', -2, { issueId, raisedBy: 'CUSTOMER', service }] as Said;

beforeAll(async () => {
  api.setClock(at(0));
  await tell('calm', [open(-40, { owner: 'ana', segment: 'KEY' }), ...kept(1)]);
  await tell('mail', [
    open(-40, { owner: 'ana', segment: 'KEY', value: { amount: 500, currency: 'EUR' } }),
    ...kept(1),
    ...kept(2),
    issue('I', 'mail'),
    promise('P', 3, { issueId: 'I' }),
    promise('Q', 4, { issueId: 'I' }),
  ]);
  await tell('web', [open(-40, { owner: 'bea', openingTrust: 75 }), ...kept(1), issue('I', 'web'), promise('P', 5)]);
  await tell('later', [open(-40, { owner: 'bea', segment: 'SMALL' }), ...kept(1), promise('P', 20)]);
  await tell('left', [open(-40, { owner: 'ana' }), promise('P', 3), ['closeRelationship', 'RelationshipClosed', -1]]);
});

const SCENARIOS: readonly [hypothetical: string, scenario: Scenario][] = [
  ['serviceDelayed: { service: "mail", byDays: 2 }', { is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 }],
  ['ownerSilent: { owner: "bea", days: 30 }', { is: 'OWNER_SILENT', owner: 'bea', days: 30 }],
  ['ownerSilent: { days: 60.5 }', { is: 'OWNER_SILENT', owner: null, days: 60.5 }],
  ['promisesMissed: { withinDays: 7 }', { is: 'PROMISES_MISSED', withinDays: 7 }],
];

const TOTALS =
  'concerned pointsLost crossings { from to count } falling valueAtRisk { amount currency } kept calls search';
const LINE = `customerId owner segment value { amount currency } before { score band } until unstrained { score band } after { score band } pointsLost
  dueTimesMissed remedy { keeps search calls { type about { issueId expectationId } before } after { score band } }`;

type Totals = { concerned: number; falling: number; calls: number; search: string; crossings: object[] };
type Line = {
  customerId: string;
  pointsLost: number;
  after: object;
  remedy: { calls: object[]; search: string } | null;
};
type Asked = {
  readonly id: string;
  readonly asOf: string;
  readonly isComplete: boolean;
  readonly models: string[] | null;
  readonly progress: { readonly done: number; readonly total: number };
  readonly totals: Totals | null;
  readonly byOwner: { owner: string; totals: Totals }[] | null;
  readonly bySegment: { segment: string | null; totals: Totals }[] | null;
  readonly relationships: { readonly edges: { readonly cursor: string; readonly node: Line }[] } | null;
};

const FIELDS = `id asOf isComplete models progress { done total } totals { ${TOTALS} } byOwner { owner totals { ${TOTALS} } }
  bySegment { segment totals { ${TOTALS} } } relationships(which: CONCERNED) { edges { cursor node { ${LINE} } } }`;

const put = async (asked: string, more = '', seenFrom = ''): Promise<Asked> => {
  const query = `{ stressTest(input: { hypothetical: { ${asked} } ${more} } ${seenFrom}) { ${FIELDS} } }`;
  return (await api.ask<{ stressTest: Asked }>(query)).stressTest;
};
const customers = ({ relationships }: Asked) => relationships?.edges.map(({ node }) => node.customerId);

const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) => (typeof each === 'number' ? +each.toFixed(7) : each));

describe('a stress test', () => {
  it.each(SCENARIOS)('is what assessing every relationship gives: %s', async (asked, scenario) => {
    const exposures = [...book.values()].flatMap((contacts): Exposure[] => {
      const timeline = timelineAsOf(contacts, { asOf: NOW, knownAt: Infinity });
      const exposure = exposureOf(timeline, model, NOW);
      return exposure === null ? [] : [exposure];
    });
    const expected = stressTest(exposures, { scenario, asOf: NOW, models: [model] });
    const found = await put(asked);
    expect(found).toMatchObject({ isComplete: true, progress: { done: 4, total: 4 }, asOf: at(0) });
    expect(found.totals).toMatchObject({
      concerned: expected.totals.concerned,
      falling: expected.totals.fell,
      valueAtRisk: [...expected.totals.valueAtRisk].map(([currency, amount]) => ({ amount, currency })),
      calls: expected.totals.calls,
      search: 'OPTIMAL',
    });
    expect(rounded(found.relationships?.edges.map(({ node }) => node))).toEqual(
      rounded(
        expected.lines.map(({ lost, lapses, until, remedy, ...line }) => ({
          ...line,
          pointsLost: lost,
          dueTimesMissed: lapses,
          until: toIso(until),
          remedy:
            remedy === null
              ? null
              : {
                  ...remedy,
                  search: 'OPTIMAL',
                  calls: remedy.calls.map(({ type, about, before }) => ({
                    type,
                    before: toIso(before),
                    about:
                      about === null
                        ? null
                        : {
                            issueId: /^issue:(.*)/.exec(about)?.[1] ?? null,
                            expectationId: /^expectation:(.*)/.exec(about)?.[1] ?? null,
                          },
                  })),
                },
        })),
      ),
    );
    expect(expected.lines).not.toEqual([]);
    for (const { before, customerId } of expected.lines) {
      const direct = assess(book.get(customerId) ?? [], { asOf: NOW, knownAt: Infinity, model });
      expect(before.score).toBeCloseTo(direct?.score ?? NaN, 7);
    }
  });

  it('sorts by points lost, counts by owner and segment, and says which calls keep whom', async () => {
    const found = await put('promisesMissed: { withinDays: 7 }');
    expect(customers(found)).toEqual(['mail', 'web']);
    expect(found.byOwner?.map(({ owner, totals }) => [owner, totals.concerned])).toEqual([
      ['ana', 1],
      ['bea', 1],
    ]);
    expect(found.bySegment?.map(({ segment, totals }) => [segment, totals.concerned])).toEqual([
      ['KEY', 1],
      [null, 1],
    ]);
    expect(found.relationships?.edges[0]?.node.remedy).toMatchObject({
      keeps: true,
      // The issue owes an update. A call about it forewarns of both of its promises, too.
      calls: [{ type: 'ProactiveCallMade', about: { issueId: 'I', expectationId: null }, before: at(3) }],
    });
  });

  it('looks at a part of the book where asked, and shows what crosses its band unless asked for more', async () => {
    const silent = 'ownerSilent: { days: 1 }';
    expect(customers(await put(silent, 'filter: { owner: "bea" }'))?.sort()).toEqual(['later', 'web']);
    expect(customers(await put(silent, 'filter: { segment: "SMALL" }'))).toEqual(['later']);
    expect(customers(await put(silent, 'filter: { band: AT_RISK, includeClosed: true }'))).toEqual([]);
    const which = async (args: string) => {
      const query = `{ stressTest(input: { hypothetical: { ${silent} } }) { relationships${args} { edges { node { customerId } } } } }`;
      return customers((await api.ask<{ stressTest: Asked }>(query)).stressTest)?.length;
    };
    expect([await which(''), await which('(which: FALLING)'), await which('(which: CONCERNED)')]).toEqual([0, 0, 4]);
  });

  it('is paged, and another test takes no cursor of it', async () => {
    const page = `query($days: Float!, $after: String) {
      stressTest(input: { hypothetical: { ownerSilent: { days: $days } } }) {
        relationships(which: CONCERNED, first: 3, after: $after) {
          edges { cursor node { customerId relationship { name } } } pageInfo { hasNextPage endCursor } } } }`;
    type Page = { stressTest: Asked & { relationships: { pageInfo: { hasNextPage: boolean; endCursor: string } } } };
    const first = (await api.ask<Page>(page, { days: 30 })).stressTest.relationships;
    const after = first.pageInfo.endCursor;
    const second = (await api.ask<Page>(page, { days: 30, after })).stressTest.relationships;
    expect([first.edges.length, first.pageInfo.hasNextPage]).toEqual([3, true]);
    expect([second.edges.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
    expect(new Set([...first.edges, ...second.edges].map(({ node }) => node.customerId)).size).toBe(4);
    expect((await api.codes(page, { days: 31, after })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('sees what was recorded before it, and writes nothing itself', async () => {
    const head = async () =>
      (await api.ask<{ contacts: { freshness: object } }>('{ contacts(first: 1) { freshness { head } } }')).contacts;
    const before = await head();
    const missed = () => put('promisesMissed: { withinDays: 7 }');
    expect(customers(await missed())).not.toContain('calm');
    expect(await head()).toEqual(before);
    await api.accept('setExpectation', { customerId: 'calm', expectationId: 'NEW', dueAt: at(2) });
    expect(customers(await missed())).toContain('calm');
  });
});

describe('a stress test seen', () => {
  const expected = (scenario: Scenario, asOf: number, by = model) => {
    const exposures = [...book.values()].map((contacts) =>
      exposureOf(timelineAsOf(contacts, { asOf, knownAt: Infinity }), by, asOf),
    );
    const served = exposures.filter((each) => each !== null);
    return stressTest(served, { scenario, asOf, models: [by] }).lines.map(({ customerId, after }) => [
      customerId,
      after,
    ]);
  };
  const found = ({ relationships }: Asked) =>
    relationships?.edges.map(({ node: { customerId, after } }) => [customerId, after]);
  const scenario: Scenario = { is: 'OWNER_SILENT', owner: 'bea', days: 30 };
  const silent = 'ownerSilent: { owner: "bea", days: 30 }';

  it('from another time is of the book as it then stands', async () => {
    for (const days of [-28, 6]) {
      const asked = await put(silent, '', `asOf: "${at(days)}"`);
      expect(asked).toMatchObject({ asOf: at(days), isComplete: true });
      expect(rounded(found(asked))).toEqual(rounded(expected(scenario, NOW + days * DAY_MS)));
    }
    expect(await put(silent, '', `knownAt: "${at(-1)}"`)).toMatchObject({ progress: { total: 0 }, models: [] });
  });

  it('by another model is read by that', async () => {
    const asked = await put('serviceDelayed: { service: "mail", byDays: 2 }', '', `model: "${TRUST_BETA_2.id}"`);
    expect(asked.models).toEqual([TRUST_BETA_2.id]);
    const delayed: Scenario = { is: 'SERVICE_DELAYED', service: 'mail', byDays: 2 };
    expect(rounded(found(asked))).toEqual(rounded(expected(delayed, NOW, TRUST_BETA_2)));
    const { codes } = await api.codes(`{ stressTest(input: { hypothetical: { ${silent} } }, model: "none") { id } }`);
    expect(codes).toEqual(['MODEL_UNKNOWN']);
  });
});

describe('bad input is refused with BAD_USER_INPUT:', () => {
  it.each([
    [''],
    ['promisesMissed: { withinDays: 7 }, ownerSilent: { days: 7 }'],
    ['promisesMissed: { withinDays: -1 }'],
    ['promisesMissed: { withinDays: 366 }'],
    ['ownerSilent: { owner: " ", days: 1 }'],
    ['serviceDelayed: { service: "", byDays: 1 }'],
    [`serviceDelayed: { service: "${'x'.repeat(101)}", byDays: 1 }`],
  ])('%s', async (asked) => {
    expect(await api.codes(`{ stressTest(input: { hypothetical: { ${asked} } }) { id } }`)).toEqual({
      status: 400,
      codes: ['BAD_USER_INPUT'],
    });
  });

  it('a wait or a page that may not be', async () => {
    const asked = 'hypothetical: { promisesMissed: { withinDays: 7 } }';
    const codes = async (query: string) => (await api.codes(query)).codes;
    expect(await codes(`{ stressTest(input: { ${asked}, waitSeconds: 31 }) { id } }`)).toEqual(['BAD_USER_INPUT']);
    expect(await codes(`{ stressTest(input: { ${asked} }) { relationships(first: 0) { edges { cursor } } } }`)).toEqual(
      ['BAD_USER_INPUT'],
    );
    expect(await codes('{ stressTestById(id: "x", waitSeconds: -1) { id } }')).toEqual(['BAD_USER_INPUT']);
    expect(await api.ask('{ stressTestById(id: "x") { id } }')).toEqual({ stressTestById: null });
  });
});

describe('while a long one is under way', () => {
  /** In each there are so many calls to choose from that finding those that keep it takes long. */
  const promises = Array.from({ length: 20 }, (_, n) => promise(`P${n}`, 1 + n / 4, { issueId: 'I' }));
  const story = [open(-40, { owner: 'cem', openingTrust: 95 }), issue('I', 'phone'), ...promises];
  beforeAll(() => Promise.all(Array.from({ length: 30 }, (_, n) => tell(`long-${n}`, story))));

  it('others are answered first', async () => {
    const answered: string[] = [];
    const long = put('promisesMissed: { withinDays: 8 }').then(() => answered.push('stress test'));
    await api.ask('{ relationship(customerId: "mail") { trust { score } } }').then(() => answered.push('other'));
    await long;
    expect(answered).toEqual(['other', 'stress test']);
  });

  it('it says how far it is to those who do not wait, and by and by that it is complete', async () => {
    const begun = await put('promisesMissed: { withinDays: 9 }', 'waitSeconds: 0');
    expect(begun).toMatchObject({ isComplete: false, progress: { total: 34 }, totals: null, byOwner: null });
    expect([begun.bySegment, begun.relationships]).toEqual([null, null]);
    const byId = `query($id: ID!) { stressTestById(id: $id, waitSeconds: 30) { ${FIELDS} } }`;
    const { stressTestById: ended } = await api.ask<{ stressTestById: Asked }>(byId, { id: begun.id });
    expect(ended).toMatchObject({ id: begun.id, isComplete: true, progress: { done: 34, total: 34 } });
    expect(ended.totals).toMatchObject({ search: 'GREEDY' });
    expect(await put('promisesMissed: { withinDays: 9 }')).toEqual(ended);
  });
});

it('after another model was made active for a segment, its relationships are read by that one', async () => {
  const models = async () => (await put('ownerSilent: { days: 1 }')).models;
  expect(await models()).toEqual([model.id]);
  const mine = JSON.stringify({ ...model.document, id: 'mine/1', priorWeight: 3 });
  const change = `mutation($document: String!) {
    draftModel(input: { document: $document }) { userErrors { code } }
    shadowModel(input: { modelId: "mine/1" }) { userErrors { code } } }`;
  await api.ask(change, { document: mine });
  expect(await models()).toEqual([model.id]);
  api.setClock(at(15));
  const { activateModel } = await api.ask<{ activateModel: object }>(
    'mutation { activateModel(input: { modelId: "mine/1", segment: "KEY", reason: "new" }) { userErrors { code } } }',
  );
  expect(activateModel).toEqual({ userErrors: [] });
  expect(await models()).toEqual(['mine/1', model.id]);
});
