import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());
afterEach(() => api.setClock(null));

type Trust = {
  score: number;
  band: string;
  prior: number;
  cap: number;
  contributions: { points: number; class: string }[];
};
type Page<T> = { edges: { cursor: string; node: T }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

const TRUST = 'score band prior cap contributions { points class }';
const trustAt = async (customerId: string, asOf: string | null = null): Promise<Trust | null> => {
  const query = `query($customerId: ID!, $asOf: DateTime) { relationship(customerId: $customerId, asOf: $asOf) { trust { ${TRUST} } } }`;
  const { relationship } = await api.ask<{ relationship: { trust: Trust } | null }>(query, { customerId, asOf });
  return relationship?.trust ?? null;
};
const sum = ({ prior, cap, contributions }: Trust): number =>
  contributions.reduce((total, { points }) => total + points, prior) + cap;

describe('one relationship', () => {
  const customerId = 'one';
  beforeAll(async () => {
    const input = {
      customerId,
      name: 'One Ltd',
      owner: 'bea',
      segment: 'KEY',
      cadenceDays: 30,
      timeZone: 'Europe/Berlin',
    };
    await api.accept('openRelationship', { ...input, occurredAt: '2026-01-05T09:00:00Z' });
    await api.accept('setExpectation', {
      customerId,
      expectationId: 'E',
      dueAt: '2026-02-10T12:00:00Z',
      occurredAt: '2026-02-01T09:00:00Z',
    });
    await api.accept('recordCheckIn', { customerId, note: 'All well', occurredAt: '2026-02-05T09:00:00Z' });
    await api.accept('meetExpectation', { customerId, expectationId: 'E', occurredAt: '2026-02-09T09:00:00Z' });
    await api.accept('recordMisstatement', {
      customerId,
      what: 'We said it was tested',
      occurredAt: '2026-03-01T09:00:00Z',
    });
  });

  it('tells what was agreed', async () => {
    const { relationship } = await api.ask<{ relationship: object }>(
      `{ relationship(customerId: "one", asOf: "2026-02-20T00:00:00+01:00") {
        customerId name owner segment closed timeZone cadenceDays noticeHours openedAt lastContactAt asOf cover { owner } } }`,
    );
    expect(relationship).toEqual({
      customerId,
      name: 'One Ltd',
      owner: 'bea',
      segment: 'KEY',
      closed: false,
      timeZone: 'Europe/Berlin',
      cadenceDays: 30,
      noticeHours: 4,
      openedAt: '2026-01-05T09:00:00.000Z',
      lastContactAt: '2026-02-09T09:00:00.000Z',
      asOf: '2026-02-19T23:00:00.000Z',
      cover: null,
    });
  });

  it.each([
    ['2026-01-05T08:59:59.999Z', null],
    ['2026-01-05T09:00:00Z', []],
    ['2026-02-04T00:00:00Z', []],
    ['2026-02-05T09:00:00Z', ['check_in']],
    ['2026-02-09T09:00:00Z', ['check_in', 'expectation_kept']],
    ['2026-03-02T00:00:00Z', ['check_in', 'expectation_kept', 'misstatement']],
    ['2036-03-02T00:00:00Z', ['check_in', 'expectation_kept', 'misstatement']],
  ])('holds at %s what had happened by then: %j', async (asOf, classes) => {
    const trust = await trustAt(customerId, asOf);
    expect(trust?.contributions.map((each) => each.class) ?? null).toEqual(classes);
    if (trust !== null) expect(Math.abs(sum(trust) - trust.score)).toBeLessThan(1e-9);
  });

  it('counts a promise as broken only once its time has passed without word of it', async () => {
    await api.accept('setExpectation', {
      customerId,
      expectationId: 'F',
      dueAt: '2026-04-10T12:00:00Z',
      occurredAt: '2026-04-01T09:00:00Z',
    });
    const classesAt = async (asOf: string) =>
      (await trustAt(customerId, asOf))?.contributions.map((each) => each.class);
    expect(await classesAt('2026-04-10T12:00:00.000Z')).not.toContain('expectation_missed_unannounced');
    expect(await classesAt('2026-04-10T12:00:00.001Z')).toContain('expectation_missed_unannounced');
  });

  it('explains every point by its contact', async () => {
    const query = `{ relationship(customerId: "one", asOf: "2026-03-01T09:00:00Z") { trust {
      score cap interval { low high } dimensions { dimension score uncertainty }
      contributions { points class since ageDays remaining magnitude byDimension { candour reliability responsiveness care }
        contact { type note occurredAt } } } } }`;
    type Line = {
      points: number;
      ageDays: number;
      remaining: number;
      byDimension: Record<string, number>;
      contact: object;
    };
    const { relationship } = await api.ask<{ relationship: { trust: { cap: number; contributions: Line[] } } }>(query);
    const { cap, contributions } = relationship.trust;
    expect(cap).toBeLessThan(0);
    expect(contributions.map(({ contact }) => contact)).toEqual([
      { type: 'CheckInHeld', note: 'All well', occurredAt: '2026-02-05T09:00:00.000Z' },
      { type: 'ExpectationMet', note: null, occurredAt: '2026-02-09T09:00:00.000Z' },
      { type: 'MisstatementProven', note: null, occurredAt: '2026-03-01T09:00:00.000Z' },
    ]);
    for (const { points, byDimension } of contributions)
      expect(Object.values(byDimension).reduce((a, b) => a + b)).toBeCloseTo(points, 9);
    expect(contributions[0]).toMatchObject({ ageDays: 24, remaining: 2 ** (-24 / 60) });
  });

  it('is found again by its node id, and so are its contacts', async () => {
    const { relationship } = await api.ask<{
      relationship: { id: string; contacts: Page<{ id: string; contactId: string; type: string }> };
    }>('{ relationship(customerId: "one") { id contacts(first: 1) { edges { node { id contactId type } } } } }');
    const contact = relationship.contacts.edges[0]?.node;
    const query =
      'query($id: ID!) { node(id: $id) { __typename id ... on Relationship { customerId } ... on Contact { contactId type } } }';
    expect(await api.ask(query, { id: relationship.id })).toEqual({
      node: { __typename: 'Relationship', id: relationship.id, customerId },
    });
    expect(await api.ask(query, { id: contact?.id })).toEqual({ node: { __typename: contact?.type, ...contact } });
    for (const id of [
      '',
      'nonsense',
      Buffer.from('Relationship:nobody').toString('base64url'),
      Buffer.from('User:7').toString('base64url'),
    ])
      expect(await api.ask(query, { id })).toEqual({ node: null });
  });

  it('answers the same whether a document was compiled or not', async () => {
    const query = `query Q($asOf: DateTime!, $more: Boolean!) {
      relationship(customerId: "one", asOf: $asOf) { ...R again: trust { points: score @skip(if: $more) } }
      node(id: "x") { id }
    }
    fragment R on Relationship { __typename trust { score ...T @include(if: $more) } }
    fragment T on Trust { contributions { contact { ... on Contact { type } ... on Node { id } } } }`;
    for (const more of [true, false]) {
      const variables = { asOf: '2026-03-01T09:00:00Z', more };
      const answers = [];
      for (let i = 0; i < 4; i += 1) answers.push(await api.ask(query, variables));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
  });

  it('runs the operation that is named, however often', async () => {
    const query = 'query A { models { id } } query B { relationship(customerId: "one") { name } }';
    const run = async (operationName: string) =>
      ((await (await api.send({ query, operationName })).json()) as { data: object }).data;
    for (let i = 0; i < 4; i += 1) {
      expect(Object.keys(await run('A'))).toEqual(['models']);
      expect(Object.keys(await run('B'))).toEqual(['relationship']);
    }
  });
});

describe('a list of relationships', () => {
  type Row = { customerId: string; name: string; trust: { score: number; band: string } };
  const list = async (args: string, node = 'customerId name trust { score band }') =>
    (
      await api.ask<{ relationships: Page<Row> }>(
        `{ relationships(${args}) { edges { cursor node { ${node} } } pageInfo { hasNextPage endCursor } } }`,
      )
    ).relationships;
  const idsOf = ({ edges }: Page<Row>) => edges.map(({ node }) => node.customerId);

  beforeAll(async () => {
    const people: [string, number][] = [
      ['list-a', 0],
      ['list-b', 3],
      ['list-c', 6],
    ];
    for (const [customerId, kept] of people) {
      const name = `Customer ${9 - kept}`;
      await api.accept('openRelationship', {
        customerId,
        name,
        segment: 'LIST',
        owner: kept > 2 ? 'cem' : 'dora',
        occurredAt: '2026-01-05T09:00:00Z',
      });
      for (let i = 0; i < kept; i += 1) {
        await api.accept('setExpectation', { customerId, expectationId: `${i}`, occurredAt: '2026-06-01T09:00:00Z' });
        await api.accept('settleExpectation', {
          customerId,
          expectationId: `${i}`,
          kept: true,
          occurredAt: `2026-06-0${i + 2}T09:00:00Z`,
        });
      }
    }
  });

  it('comes in the order asked for, a page at a time', async () => {
    const filter = 'filter: { segment: "LIST" }';
    expect(idsOf(await list(`${filter}, orderBy: { field: SCORE, direction: DESC }`))).toEqual([
      'list-c',
      'list-b',
      'list-a',
    ]);
    expect(idsOf(await list(`${filter}, orderBy: { field: NAME }`))).toEqual(['list-c', 'list-b', 'list-a']);
    expect(idsOf(await list(`${filter}, orderBy: { field: LAST_CONTACT, direction: ASC }`))[0]).toBe('list-a');
    const first = await list(`${filter}, orderBy: { field: SCORE }, first: 2`);
    expect([idsOf(first), first.pageInfo.hasNextPage]).toEqual([['list-a', 'list-b'], true]);
    const rest = await list(`${filter}, orderBy: { field: SCORE }, first: 2, after: "${first.pageInfo.endCursor}"`);
    expect([idsOf(rest), rest.pageInfo.hasNextPage]).toEqual([['list-c'], false]);
  });

  it('holds only what is filtered for', async () => {
    expect(
      idsOf(await list('filter: { owner: "cem", segment: "LIST" }, orderBy: { field: NAME, direction: DESC }')),
    ).toEqual(['list-b', 'list-c']);
    expect(idsOf(await list('filter: { segment: "NONE" }'))).toEqual([]);
  });

  it('is right at the time of the query', async () => {
    api.setClock('2026-06-10T09:00:00Z');
    const banded = async () =>
      Object.fromEntries(
        (await list('filter: { segment: "LIST" }')).edges.map(({ node }) => [node.customerId, node.trust]),
      );
    const now = await banded();
    expect(now['list-c']).toMatchObject({ band: 'HEALTHY' });
    expect(idsOf(await list('filter: { segment: "LIST", band: HEALTHY }'))).toContain('list-c');
    api.setClock('2031-06-10T09:00:00Z');
    const later = await banded();
    expect(later['list-c']?.band).toBe('INSUFFICIENT_EVIDENCE');
    expect(idsOf(await list('filter: { segment: "LIST", band: HEALTHY }'))).toEqual([]);
    for (const [customerId, { score, band }] of Object.entries(later)) {
      const exact = await trustAt(customerId);
      expect(Math.abs(score - (exact?.score ?? 0))).toBeLessThanOrEqual(0.1);
      expect(band).toBe(exact?.band);
    }
  });

  it('agrees with itself where more is asked than a list holds', async () => {
    const { edges } = await list('filter: { segment: "LIST" }', `customerId name owner trust { ${TRUST} }`);
    expect(edges.length).toBeGreaterThan(0);
    for (const { node } of edges as unknown as { node: { trust: Trust } }[])
      expect(Math.abs(sum(node.trust) - node.trust.score)).toBeLessThan(1e-9);
  });

  it('says how far behind the log it is', async () => {
    const { relationships } = await api.ask<{
      relationships: { freshness: { position: string; head: string; isCurrent: boolean } };
    }>('{ relationships(first: 1) { freshness { position head isCurrent } } }');
    expect(relationships.freshness.isCurrent).toBe(true);
    expect(relationships.freshness.position).toBe(relationships.freshness.head);
  });
});

it('lists contacts by customer, type and time, the latest first', async () => {
  const of = async (filter: string) => {
    const { contacts } = await api.ask<{ contacts: Page<{ type: string }> }>(
      `{ contacts(filter: { customerId: "one", ${filter} }) { edges { node { type } } } }`,
    );
    return contacts.edges.map(({ node }) => node.type);
  };
  expect(await of('types: [CheckInHeld, MisstatementProven]')).toEqual(['MisstatementProven', 'CheckInHeld']);
  expect(await of('occurredFrom: "2026-02-05T09:00:00Z", occurredBefore: "2026-02-09T09:00:00Z"')).toEqual([
    'CheckInHeld',
  ]);
  expect(await of('types: []')).toEqual([]);
});

it('tells a contact that was taken back from one that stands', async () => {
  await api.accept('openRelationship', { customerId: 'taken-back' });
  const { contact } = await api.accept('recordMisstatement', { customerId: 'taken-back', what: 'Said in error' });
  const before = await trustAt('taken-back');
  await api.accept('retractContact', {
    customerId: 'taken-back',
    contactId: contact?.contactId,
    reason: 'Other customer',
  });
  expect(before?.contributions).toHaveLength(1);
  expect((await trustAt('taken-back'))?.contributions).toEqual([]);
  const { contacts } = await api.ask<{ contacts: Page<object> }>(
    '{ contacts(filter: { customerId: "taken-back" }) { edges { node { type retracted ... on ContactRetracted { retractsContactId } } } } }',
  );
  expect(contacts.edges.map(({ node }) => node)).toEqual(
    expect.arrayContaining([
      { type: 'ContactRetracted', retracted: false, retractsContactId: contact?.contactId },
      { type: 'MisstatementProven', retracted: true },
    ]),
  );
});

it('serves the schema that is committed', async () => {
  const { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } =
    await import('graphql');
  const { readFileSync } = await import('node:fs');
  const served = buildClientSchema(await api.ask(getIntrospectionQuery({ specifiedByUrl: true })));
  const committed = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));
  const print = (schema: typeof served) => printSchema(lexicographicSortSchema(schema));
  expect(print(served)).toBe(print(committed));
});
