import { ApiUnderTest, type Answer } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.accept('openRelationship', { customerId: 'c', occurredAt: '2026-01-05T09:00:00Z' });
});
afterAll(() => api.stop());

const head = async (): Promise<string> => {
  const { contacts } = await api.ask<{ contacts: { freshness: { head: string } } }>(
    '{ contacts(first: 1) { freshness { head } } }',
  );
  return contacts.freshness.head;
};

describe('an expected "no" is a userErrors entry, and the log stays as it is:', () => {
  const at = '2026-02-01T09:00:00Z';
  const before = '2026-01-31T09:00:00Z';
  it.each([
    ['recordCheckIn', { customerId: 'nobody' }, 'CUSTOMER_UNKNOWN', 'customerId'],
    ['recordCheckIn', { customerId: 'c', occurredAt: '2025-12-31T23:59:59Z' }, 'CUSTOMER_UNKNOWN', 'customerId'],
    ['recordCheckIn', { customerId: 'c', occurredAt: '2099-01-01T00:00:00Z' }, 'OCCURRED_IN_FUTURE', 'occurredAt'],
    ['recordCheckIn', { customerId: 'c', note: ' \n' }, 'FIELD_EMPTY', 'note'],
    ['recordCheckIn', { customerId: 'c', note: 'x'.repeat(4001) }, 'FIELD_TOO_LONG', 'note'],
    ['recordCheckIn', { customerId: 'c', topics: Array(51).fill('x') }, 'FIELD_TOO_LONG', 'topics'],
    ['recordCheckIn', { customerId: '' }, 'FIELD_EMPTY', 'customerId'],
    ['recordCheckIn', { customerId: 'x'.repeat(101) }, 'FIELD_TOO_LONG', 'customerId'],
    ['recordCheckIn', { customerId: 'ana@example.com' }, 'ID_LOOKS_LIKE_EMAIL', 'customerId'],
    ['recordCheckIn', { customerId: 'c', stakeholderId: 'who' }, 'STAKEHOLDER_UNKNOWN', 'stakeholderId'],
    ['openRelationship', { customerId: 'c' }, 'RELATIONSHIP_ALREADY_OPEN', 'customerId'],
    ['openRelationship', { customerId: 'd', timeZone: 'Mars/Olympus' }, 'TIME_ZONE_UNKNOWN', 'timeZone'],
    ['openRelationship', { customerId: 'd', openingTrust: 96 }, 'FIELD_OUT_OF_RANGE', 'openingTrust'],
    ['resolveIssue', { customerId: 'c', issueId: 'none' }, 'ISSUE_UNKNOWN', 'issueId'],
    ['handOverIssue', { customerId: 'c', issueId: 'none' }, 'ISSUE_UNKNOWN', 'issueId'],
    [
      'recordProactiveCall',
      { customerId: 'c', news: 'BAD', about: { issueId: 'none' } },
      'ISSUE_UNKNOWN',
      'about.issueId',
    ],
    ['recordProactiveCall', { customerId: 'c', news: 'BAD', about: {} }, 'FIELD_INVALID', 'about'],
    [
      'recordStatusUpdate',
      { customerId: 'c', about: { expectationId: 'none' } },
      'EXPECTATION_UNKNOWN',
      'about.expectationId',
    ],
    ['setExpectation', { customerId: 'c', dueAt: before, occurredAt: at }, 'DUE_IN_PAST', 'dueAt'],
    ['setExpectation', { customerId: 'c', nextUpdateDueAt: at, occurredAt: at }, 'DUE_IN_PAST', 'nextUpdateDueAt'],
    ['meetExpectation', { customerId: 'c', expectationId: 'none' }, 'EXPECTATION_UNKNOWN', 'expectationId'],
    ['recordSurpriseDelay', { customerId: 'c', knownSince: at, occurredAt: before }, 'AFTER_OCCURRED', 'knownSince'],
    [
      'holdRetrospective',
      { customerId: 'c', actions: [{ actionId: 'A' }, { actionId: 'A' }] },
      'ACTION_ALREADY_AGREED',
      'actions.1.actionId',
    ],
    ['holdRetrospective', { customerId: 'c', wentWell: ['The phone'] }, 'FIELD_REQUIRED', 'providerView'],
    ['retractContact', { customerId: 'c', contactId: 'none' }, 'CONTACT_UNKNOWN', 'contactId'],
  ])('%s %j: %s', async (mutation, input, code, field) => {
    const earlier = await head();
    const { contact, relationship, replayed, userErrors } = await api.record(mutation, input);
    expect({ contact, relationship, replayed }).toEqual({ contact: null, relationship: null, replayed: false });
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(userErrors[0]?.message).toMatch(/\.|\)$/);
    expect(await head()).toBe(earlier);
  });
});

describe('what cannot be read at all is an error of a closed list, and the log stays as it is:', () => {
  const checkIn = (input: string) => `mutation { recordCheckIn(input: ${input}) { replayed } }`;
  it.each([
    ['', 'GRAPHQL_PARSE_FAILED'],
    ['mutation {', 'GRAPHQL_PARSE_FAILED'],
    ['{"query": 1}', 'GRAPHQL_PARSE_FAILED'],
    ['[]', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    [checkIn('{}'), 'GRAPHQL_VALIDATION_FAILED'],
    [checkIn('{ customerId: "c", topics: [null] }'), 'GRAPHQL_VALIDATION_FAILED'],
    [checkIn('{ customerId: "c", channel: PIGEON }'), 'GRAPHQL_VALIDATION_FAILED'],
    [checkIn('{ customerId: "c", occurredAt: "yesterday" }'), 'BAD_USER_INPUT'],
    [checkIn('{ customerId: "c", occurredAt: "2026-02-30T00:00:00Z" }'), 'BAD_USER_INPUT'],
    [checkIn('{ customerId: "c", occurredAt: "2026-02-03T00:00:00" }'), 'BAD_USER_INPUT'],
    ['{ relationship(customerId: "c", asOf: "2026") { id } }', 'BAD_USER_INPUT'],
    ['{ relationships(first: 0) { edges { cursor } } }', 'BAD_USER_INPUT'],
    ['{ relationships(first: -1) { edges { cursor } } }', 'BAD_USER_INPUT'],
    ['{ relationships(first: 201) { edges { cursor } } }', 'PAGE_TOO_LARGE'],
    ['{ relationships(after: "x") { edges { cursor } } }', 'BAD_USER_INPUT'],
    ['{ contacts(after: "WyJyZWxhdGlvbnNoaXBzIl0") { edges { cursor } } }', 'BAD_USER_INPUT'],
    ['subscription { trustChanged { cursor } }', 'BAD_REQUEST'],
  ])('%s', async (query, code) => {
    const earlier = await head();
    for (let i = 0; i < 3; i += 1) expect(await api.codes(query)).toEqual({ status: 400, codes: [code] });
    expect(await head()).toBe(earlier);
  });

  it.each([
    [{}],
    [{ input: null }],
    [{ input: {} }],
    [{ input: { customerId: 'c', occurredAt: 'soon' } }],
    [{ input: { customerId: 'c', occurredAt: 1767603600000 } }],
    [{ input: { customerId: { $gt: '' } } }],
    [{ input: { customerId: 'c', more: true } }],
    [{ input: { customerId: 'c', note: ['x'] } }],
    [{ input: 'c' }],
  ])('variables %j', async (variables) => {
    const query = 'mutation($input: RecordCheckInInput!) { recordCheckIn(input: $input) { replayed } }';
    // Whether a document is new, seen once, or compiled makes three ways through the server.
    for (let i = 0; i < 3; i += 1) {
      const { status, codes } = await api.codes(`${query} # ${JSON.stringify(variables)}`, variables);
      expect({ status, codes: [...new Set(codes)] }).toEqual({ status: 400, codes: ['BAD_USER_INPUT'] });
    }
  });
});

describe('a token is always wanted', () => {
  const query = '{ __schema { queryType { name } } }';
  it.each([undefined, '', 'Bearer', 'Bearer wrong', 'Basic YTpi', 'a-token-for-tests-alone'])(
    'not %j',
    async (authorization) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (authorization !== undefined) headers.authorization = authorization;
      for (const init of [
        { method: 'POST', body: JSON.stringify({ query }) },
        { method: 'POST', body: '{' },
        { method: 'GET' },
      ]) {
        const response = await fetch(api.url, { headers, ...init });
        const { errors } = (await response.json()) as Answer<unknown>;
        expect([response.status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      }
    },
  );
});

describe('the limits of a request: just under passes, just over is a 400 with a code:', () => {
  const times = (count: number, each: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => each(i)).join(' ');

  it('depth 10', async () => {
    const nested = (inner: string) =>
      `{ __schema { directives { args { type { fields { args { type { fields { ${inner} } } } } } } } } }`;
    expect(await api.codes(nested('type { name }'))).toEqual({ status: 200, codes: [] });
    expect(await api.codes(nested('args { type { name } }'))).toEqual({ status: 400, codes: ['QUERY_TOO_DEEP'] });
    // As deep as data goes: relationships, edges, node, contacts, edges, node, about, issueId.
    const page = 'contacts(first: 1) { edges { node { ... on SupervisorNotified { about { issueId } } } } }';
    expect(await api.codes(`{ relationships(first: 1) { edges { node { ${page} } } } }`)).toEqual({
      status: 200,
      codes: [],
    });
  });

  it('aliases 30', async () => {
    const aliased = (count: number) => `{ models { ${times(count, (i) => `a${i}: id`)} } }`;
    expect(await api.codes(aliased(30))).toEqual({ status: 200, codes: [] });
    expect(await api.codes(aliased(31))).toEqual({ status: 400, codes: ['TOO_MANY_ALIASES'] });
  });

  it('root fields 20', async () => {
    const roots = (count: number) => `{ ${times(count, (i) => `a${i}: models { id }`)} }`;
    expect(await api.codes(roots(20))).toEqual({ status: 200, codes: [] });
    expect(await api.codes(roots(21))).toEqual({ status: 400, codes: ['TOO_MANY_ROOT_FIELDS'] });
  });

  it('tokens 2000', async () => {
    const long = (tokens: number) =>
      `{ contacts(filter: { types: [${'CheckInHeld '.repeat(tokens - 19)}] }) { edges { cursor } } }`;
    expect(await api.codes(long(2000))).toEqual({ status: 200, codes: [] });
    expect(await api.codes(long(2001))).toEqual({ status: 400, codes: ['TOO_MANY_TOKENS'] });
  });

  it('pages of 200', async () => {
    const query = 'query($first: Int) { contacts(first: $first) { edges { cursor } } }';
    for (let i = 0; i < 3; i += 1) {
      expect(await api.codes(query, { first: 200 })).toEqual({ status: 200, codes: [] });
      expect(await api.codes(query, { first: 201 })).toEqual({ status: 400, codes: ['PAGE_TOO_LARGE'] });
    }
  });

  it('a body of 256 KB', async () => {
    const body = (bytes: number) => {
      const bare = JSON.stringify({ query: '{ models { id } }' });
      return bare + ' '.repeat(bytes - bare.length);
    };
    expect((await api.send(body(256 * 1024))).status).toBe(200);
    const over = await api.send(body(256 * 1024 + 1));
    expect(over.status).toBe(400);
    expect(((await over.json()) as Answer<unknown>).errors?.[0]?.extensions.code).toBe('BODY_TOO_LARGE');
  });
});

it('takes no batch, no form, no text and no mutation by GET', async () => {
  const mutation = 'mutation { recordCheckIn(input: { customerId: "c" }) { replayed } }';
  const earlier = await head();
  expect((await api.send([{ query: mutation }, { query: mutation }])).status).toBe(400);
  const form = new URLSearchParams({ query: mutation }).toString();
  expect((await api.send(form, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
  expect((await api.send(mutation, { 'content-type': 'application/graphql' })).status).toBe(415);
  expect((await api.send(JSON.stringify({ query: mutation }), { 'content-type': 'text/plain' })).status).toBe(415);
  const response = await fetch(`${api.url}?${form}`, { headers: { authorization: 'Bearer a-token-for-tests-alone' } });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  expect(await head()).toBe(earlier);
});
