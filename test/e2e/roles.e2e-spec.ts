import type { Client } from 'graphql-ws';
import type { Actor } from '#access';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
const held = new Map<string, string>();

const as = (role: Actor['role'], identity: string, more: Partial<Actor> = {}): Actor => ({
  ...{ identity, role, team: null, portfolio: null, mayReadText: false },
  ...more,
});
const ANA = as('RECORDER', 'ana');
const BEN = as('RECORDER', 'ben');
const LEAD = as('LEAD', 'lea');
const DASHBOARD = as('DASHBOARD', 'wall');
const ANALYST = as('ANALYST', 'ann');

async function tokenOf(actor: Actor): Promise<string> {
  const name = JSON.stringify(actor);
  const known = held.get(name);
  if (known !== undefined) return known;
  const token = await api.deployment.access.tokens.create({ name, actor, expiresAt: null }, Date.now());
  held.set(name, token);
  return token;
}

type Answered = {
  readonly data?: Record<string, never> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
};

async function ask(actor: Actor, query: string, variables: object = {}): Promise<Answered> {
  const response = await api.send({ query, variables }, { authorization: `Bearer ${await tokenOf(actor)}` });
  return (await response.json()) as Answered;
}

const codesOf = ({ errors = [] }: Answered) => errors.map(({ extensions }) => extensions.code);

async function record(actor: Actor, mutation: string, input: object) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { recorded: ${mutation}(input: $input) {
    contact { contactId recordedBy } userErrors { code field message } } }`;
  const { data, errors } = await ask(actor, query, { input });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as unknown as { recorded: Recorded }).recorded;
}
type Recorded = {
  readonly contact: { readonly contactId: string; readonly recordedBy: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
};

beforeAll(async () => {
  api = await ApiUnderTest.start();
  for (const [customerId, owner] of [
    ['of-ana', 'ana'],
    ['of-ben', 'ben'],
  ] as const) {
    await api.accept('openRelationship', { customerId, name: `Name of ${customerId}`, owner });
    await api.accept('reportIssue', { customerId, issueId: 'I', title: 't', severity: 'MAJOR', raisedBy: 'CUSTOMER' });
    await api.accept('recordRequest', { customerId, needId: 'wifi', need: 'secret words', asked: 'secret words' });
    await api.accept('declineRequest', { customerId, needId: 'wifi', reason: 'secret words' });
  }
});
afterAll(() => api.stop());

const LISTS = `{
  relationships { edges { node { customerId } } }
  callsOwed { edges { node { customerId } } }
  contacts { edges { node { customerId } } }
  needs { edges { node { waiting customersAsked timesAsked waitingCustomers { customerId } } } }
}`;

it('shows a recorder the own portfolio in every list and total, and an administrator all', async () => {
  const query = LISTS;
  const { data } = await ask(ANA, query);
  expect(JSON.stringify(data)).not.toContain('of-ben');
  expect(data).toMatchObject({
    relationships: { edges: [{ node: { customerId: 'of-ana' } }] },
    needs: { edges: [{ node: { waiting: 1, customersAsked: 1, waitingCustomers: [{ customerId: 'of-ana' }] } }] },
  });
  expect(JSON.stringify((await ask(BEN, query)).data)).not.toContain('of-ana');
  for (const actor of [LEAD, DASHBOARD, ANALYST]) {
    const all = JSON.stringify((await ask(actor, query)).data);
    expect(all).toContain('of-ana');
    expect(all).toContain('of-ben');
  }
});

it('shows a recorder the own portfolio of today also as of another time', async () => {
  const query = `query($asOf: DateTime) {
    relationships(asOf: $asOf) { edges { node { customerId } } }
    callsOwed(asOf: $asOf) { edges { node { customerId } } }
    needs(asOf: $asOf) { edges { node { waiting waitingCustomers { customerId } } } } }`;
  const asOf = new Date(Date.now() + 86_400_000).toISOString();
  const { data } = await ask(ANA, query, { asOf });
  expect(JSON.stringify(data)).not.toContain('of-ben');
  expect(JSON.stringify(data)).toContain('of-ana');
});

it('finds and counts for a recorder the own portfolio alone, and for nobody who may not read names', async () => {
  const SEARCH =
    '{ relationships(search: "name of") { edges { node { customerId } } } counts: relationshipCounts(search: "name") { total byOwner { owner count } } }';
  expect((await ask(ANA, SEARCH)).data).toEqual({
    relationships: { edges: [{ node: { customerId: 'of-ana' } }] },
    counts: { total: 1, byOwner: [{ owner: 'ana', count: 1 }] },
  });
  expect((await ask(ANA, '{ relationshipCounts(filter: { owner: "ben" }) { total } }')).data).toEqual({
    relationshipCounts: { total: 0 },
  });
  expect((await ask(LEAD, SEARCH)).data).toMatchObject({ counts: { total: 2 } });
  expect((await ask(DASHBOARD, SEARCH)).data).toMatchObject({ counts: { total: 2 } });
  expect(codesOf(await ask(ANALYST, '{ relationships(search: "n") { edges { cursor } } }'))).toEqual(['FORBIDDEN']);
  expect(codesOf(await ask(ANALYST, '{ relationshipCounts(search: "n") { total } }'))).toEqual(['FORBIDDEN']);
  expect((await ask(ANALYST, '{ relationshipCounts { total } }')).data).toEqual({ relationshipCounts: { total: 2 } });
});

it('answers what a recorder does not see exactly as what does not exist', async () => {
  const node = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64url');
  const { contacts } = await api.ask<{ contacts: { edges: { node: { id: string } }[] } }>(
    '{ contacts(filter: { customerId: "of-ben" }) { edges { node { id } } } }',
  );
  const ids = [
    ...contacts.edges.map((edge) => edge.node.id),
    node('Relationship', 'of-ben'),
    node('Obligation', 'of-ben\nrespond:I'),
  ];
  for (const id of ids)
    expect(await ask(ANA, 'query($id: ID!) { node(id: $id) { id __typename } }', { id })).toEqual({
      data: { node: null },
    });
  const about = (customerId: string) => `{
    relationship(customerId: "${customerId}") { name }
    contacts(filter: { customerId: "${customerId}" }) { edges { cursor } pageInfo { hasNextPage endCursor } }
    whatIf(customerId: "${customerId}", contacts: [{ type: CheckInHeld }]) { before { score } userErrors { code field message } } }`;
  expect(await ask(ANA, about('of-ben'))).toEqual(await ask(ANA, about('of-nobody')));
});

describe('a recorder who supposes that a relationship was opened', () => {
  /** After the openings, before the notes. */
  let since = '';
  const relation = () => `relationship {
    owner contacts(first: 50) { edges { node { type note } } }
    trustHistory(from: "2020-01-01T00:00:00Z", to: "2999-01-01T00:00:00Z", points: 2) { markers { contact { type note } } }
    trustDifference(from: "${since}", to: "2999-01-01T00:00:00Z") { lines { contact { type note } } }
    stakeholders { name } sentiment { contact { note } } firstToTellRate
    brief { lastContact { type note } waitingNeeds { need } obligations { obligationId contact { type note } } }
    obligations { obligationId contact { type note } } }`;
  const asked = (customerId: string) =>
    ask(
      ANA,
      `{ whatIf(customerId: "${customerId}", contacts: [
        { type: RelationshipOpened, occurredAt: "2026-01-01T00:00:00Z", cadenceDays: 5, owner: "ana" },
        { type: IssueReported, occurredAt: "2026-01-02T00:00:00Z", issueId: "I", title: "t", severity: MAJOR, raisedBy: CUSTOMER }]) {
        userErrors { code } owed { obligationId contact { type note retracted } ${relation()} } } }`,
    );

  beforeAll(async () => {
    since = new Date().toISOString();
    for (const customerId of ['of-ben', 'of-ana'])
      await api.accept('recordCheckIn', { customerId, note: 'note of the customer' });
  });

  it('gets nothing that is on record with a customer of another portfolio', async () => {
    const [unseen, unknown] = [await asked('of-ben'), await asked('of-nobody')];
    const text = JSON.stringify(unseen);
    expect(unseen.errors).toBeUndefined();
    expect(text).toContain('"owed":[{');
    expect(text).not.toContain('note of the customer');
    expect(text).not.toContain('secret words');
    expect(text).not.toContain('CheckInHeld');
    expect(text.replaceAll('of-ben', 'of-nobody')).toBe(JSON.stringify(unknown));
  });

  it('is refused for an own customer, whose relationship is open, and still gets what is on record there', async () => {
    expect(JSON.stringify(await asked('of-ana'))).toMatch(/"userErrors":\[\{.*"owed":\[\]/);
    const own = await ask(
      ANA,
      `{ whatIf(customerId: "of-ana", contacts: [
        { type: IssueReported, issueId: "J", title: "t", severity: MAJOR, raisedBy: CUSTOMER }]) {
        userErrors { code } owed { obligationId ${relation()} } } }`,
    );
    expect(own.errors).toBeUndefined();
    const { owed } = (own.data as unknown as { whatIf: { owed: { relationship: Record<string, object> }[] } }).whatIf;
    for (const field of ['contacts', 'trustHistory', 'trustDifference'])
      expect(JSON.stringify(owed[0]?.relationship[field])).toContain('note of the customer');
  });
});

/** A refusal may name the time at which the server looked. */
const withoutNow = (answer: unknown): string =>
  JSON.stringify(answer).replaceAll(/later than \d[^"]*Z/g, 'later than now');

it('refuses to record what is not seen exactly as what does not exist', async () => {
  const inputs: readonly (readonly [string, object])[] = [
    ['recordCheckIn', {}],
    ['resolveIssue', { issueId: 'I' }],
    ['updateRelationship', { segment: 's' }],
    ['closeRelationship', {}],
    // The clock of a caller may be a little ahead.
    ['recordCheckIn', { occurredAt: new Date(Date.now() + 1_900).toISOString() }],
    ['recordCheckIn', { channel: 'PHONE', occurredAt: '2999-01-01T00:00:00Z' }],
    ['retractContact', { contactId: 'any' }],
  ];
  for (const [mutation, input] of inputs) {
    const [unseen, unknown] = await Promise.all(
      ['of-ben', 'of-nobody'].map((customerId) => record(ANA, mutation, { ...input, customerId })),
    );
    expect(withoutNow(unseen)).toEqual(withoutNow(unknown));
    expect(unseen?.contact).toBeNull();
  }
});

it('gives a relationship whose opening was retracted to its owner alone', async () => {
  await api.accept('openRelationship', { customerId: 'undone', owner: 'ben' });
  const { contacts } = await api.ask<{ contacts: { edges: { node: { contactId: string } }[] } }>(
    '{ contacts(filter: { customerId: "undone", types: [RelationshipOpened] }) { edges { node { contactId } } } }',
  );
  const { contactId } = contacts.edges[0]?.node ?? {};
  expect((await record(BEN, 'retractContact', { customerId: 'undone', contactId })).userErrors).toEqual([]);
  for (const [mutation, more] of [
    ['openRelationship', { owner: 'ana' }],
    ['retractContact', { contactId }],
    ['recordCheckIn', {}],
  ] as const)
    expect((await record(ANA, mutation, { customerId: 'undone', ...more })).userErrors).toMatchObject([
      { code: 'CUSTOMER_UNKNOWN', field: 'customerId' },
    ]);
  expect((await record(BEN, 'openRelationship', { customerId: 'undone', owner: 'ben' })).contact).not.toBeNull();
});

it('records under the identity of the token', async () => {
  const { contact } = await record(ANA, 'recordCheckIn', { customerId: 'of-ana' });
  expect(contact?.recordedBy).toBe('ana');
});

it('lets nobody give a relationship out of the own sight, nor open one that would be', async () => {
  const refused = (owner?: string) => record(ANA, 'openRelationship', { customerId: 'new', owner });
  expect((await refused()).userErrors).toMatchObject([{ code: 'OWNER_NOT_IN_PORTFOLIO', field: 'owner' }]);
  expect((await refused('ben')).userErrors).toMatchObject([{ code: 'OWNER_NOT_IN_PORTFOLIO', field: 'owner' }]);
  const given = await record(ANA, 'updateRelationship', { customerId: 'of-ana', owner: 'ben' });
  expect(given.userErrors).toMatchObject([{ code: 'OWNER_NOT_IN_PORTFOLIO' }]);
  expect((await record(ANA, 'openRelationship', { customerId: 'of-ben', owner: 'ana' })).userErrors).toMatchObject([
    { code: 'CUSTOMER_UNKNOWN' },
  ]);
  expect((await record(ANA, 'openRelationship', { customerId: 'new', owner: 'ana' })).contact).not.toBeNull();
});

it('shows a lead the portfolios of the team, and lets the lead hand over within it alone', async () => {
  await api.ask(`mutation {
    a: registerColleague(input: { identity: "ana", name: "Ana Lima", team: "north" }) { userErrors { code } }
    b: registerColleague(input: { identity: "cyd", team: "north" }) { userErrors { code } }
    c: registerColleague(input: { identity: "ben", team: "south" }) { userErrors { code } } }`);
  await api.accept('openRelationship', { customerId: 'handed', owner: 'ana' });
  const north = as('LEAD', 'nora', { team: 'north' });
  const seen = JSON.stringify((await ask(north, LISTS)).data);
  expect(seen).toContain('of-ana');
  expect(seen).not.toContain('of-ben');
  // In no team, where there are teams.
  expect(JSON.stringify((await ask(LEAD, LISTS)).data)).not.toMatch(/of-ana|of-ben/);
  expect((await record(north, 'assignOwner', { customerId: 'handed', owner: 'ben' })).userErrors).toMatchObject([
    { code: 'OWNER_NOT_IN_PORTFOLIO' },
  ]);
  expect((await record(north, 'assignOwner', { customerId: 'of-ben', owner: 'ana' })).userErrors).toMatchObject([
    { code: 'CUSTOMER_UNKNOWN' },
  ]);
  expect((await record(north, 'assignOwner', { customerId: 'handed', owner: 'cyd' })).contact).not.toBeNull();
  const portfolio =
    'mutation { assignPortfolio(input: { fromOwner: "cyd", owner: "ana" }) { assigned userErrors { code } } }';
  expect((await ask(north, portfolio)).data).toEqual({ assignPortfolio: { assigned: 1, userErrors: [] } });
  const names = '{ colleagues { identity name team } }';
  expect((await ask(ANA, names)).data).toMatchObject({ colleagues: [{ identity: 'ana', name: 'Ana Lima' }, {}, {}] });
  expect(codesOf(await ask(ANA, '{ colleagues { address } }'))).toEqual(['FORBIDDEN']);
});

it.each([
  [ANA, 'mutation { assignOwner(input: { customerId: "of-ana", owner: "ben" }) { replayed } }'],
  [ANA, 'mutation { assignPortfolio(input: { fromOwner: "ana", owner: "ben" }) { assigned } }'],
  [ANA, 'mutation { fulfilNeed(input: { needId: "wifi" }) { replayed } }'],
  [ANA, 'mutation { eraseCustomer(input: { customerId: "of-ana" }) { replayed } }'],
  [LEAD, 'mutation { eraseCustomer(input: { customerId: "of-ana" }) { replayed } }'],
  [LEAD, '{ parked { total } }'],
  [DASHBOARD, 'mutation { recordCheckIn(input: { customerId: "of-ana" }) { replayed } }'],
  [DASHBOARD, '{ contacts { edges { node { note } } } }'],
  [DASHBOARD, '{ needs { edges { node { need } } } }'],
  [DASHBOARD, '{ relationship(customerId: "of-ana") { stakeholders { name } } }'],
  [DASHBOARD, '{ contacts { edges { node { ... on RequestDeclined { alternatives { what } } } } } }'],
  [ANALYST, '{ relationship(customerId: "of-ana") { name } }'],
  [ANALYST, '{ relationships(orderBy: { field: NAME }) { edges { cursor } } }'],
  [ANALYST, 'mutation { recordCheckIn(input: { customerId: "of-ana" }) { replayed } }'],
])('refuses what the role may not do: %#', async (actor, query) => {
  expect(codesOf(await ask(actor, query))).toEqual(['FORBIDDEN']);
});

it('shows a screen the names of customers, and an analyst all texts where that is granted', async () => {
  const name = '{ relationship(customerId: "of-ana") { name } }';
  expect(await ask(DASHBOARD, name)).toEqual({ data: { relationship: { name: 'Name of of-ana' } } });
  const granted = as('ANALYST', 'ann', { mayReadText: true });
  const text = '{ needs { edges { node { need } } } }';
  expect(await ask(granted, text)).toEqual({ data: { needs: { edges: [{ node: { need: 'secret words' } }] } } });
});

it('gives the metrics to a screen and to an administrator, and to nobody else', async () => {
  const url = api.url.replace('/graphql', '/metrics');
  const status = async (actor: Actor) =>
    (await fetch(url, { headers: { authorization: `Bearer ${await tokenOf(actor)}` } })).status;
  expect(await status(DASHBOARD)).toBe(200);
  expect(await status(ANA)).toBe(403);
});

type Heard = {
  readonly contactRecorded?: { readonly node: { readonly customerId: string; readonly type: string } };
  readonly trustChanged?: { readonly customerId: string };
};

describe('while subscriptions last', () => {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });

  const ALL_CONTACTS = 'subscription { contactRecorded { node { customerId type } } }';

  async function hears(actor: Actor, token?: string, query = ALL_CONTACTS) {
    const client = api.socket(token ?? (await tokenOf(actor)));
    clients.push(client);
    const heard: string[] = [];
    let ended: (why: unknown) => void = () => undefined;
    const end = new Promise((resolve) => (ended = resolve));
    let more: () => void = () => undefined;
    client.subscribe<Heard>(
      { query },
      {
        next: ({ data }) => {
          const { customerId, type } = data?.contactRecorded?.node ?? { ...data?.trustChanged, type: 'trust' };
          heard.push(`${customerId} ${type}`);
          more();
        },
        error: ended,
        complete: () => ended('complete'),
      },
    );
    await new Promise<void>((resolve) => client.on('connected', () => resolve()));
    // An operation on the same socket is answered after the subscription was taken.
    await new Promise<void>((resolve) =>
      client.subscribe(
        { query: '{ models { id } }' },
        { next: () => undefined, error: () => resolve(), complete: resolve },
      ),
    );
    const until = async (count: number) => {
      while (heard.length < count) await new Promise<void>((resolve) => (more = resolve));
    };
    return { heard, end, until };
  }

  it('moves what old and new owner hear with a handover, at once', async () => {
    await api.accept('openRelationship', { customerId: 'moving', owner: 'ana' });
    const [ana, ben] = [await hears(ANA), await hears(BEN)];
    await api.accept('recordCheckIn', { customerId: 'moving' });
    await api.accept('assignOwner', { customerId: 'moving', owner: 'ben' });
    await api.accept('recordCheckIn', { customerId: 'moving' });
    await api.accept('recordCheckIn', { customerId: 'of-ana' });
    await Promise.all([ana.until(2), ben.until(2)]);
    expect(ana.heard).toEqual(['moving CheckInHeld', 'of-ana CheckInHeld']);
    expect(ben.heard).toEqual(['moving OwnerAssigned', 'moving CheckInHeld']);
    expect((await ask(ANA, '{ relationship(customerId: "moving") { customerId } }')).data).toEqual({
      relationship: null,
    });
  });

  it('moves what they hear of trust with it, too, by every choice of those who are slow', async () => {
    await api.accept('openRelationship', { customerId: 'handed', owner: 'ana' });
    const each = await Promise.all(
      ['LATER', 'NEWEST', 'CLOSE'].map((choice) =>
        hears(ANA, undefined, `subscription { trustChanged(whenSlow: ${choice}) { customerId } }`),
      ),
    );
    await api.accept('recordCheckIn', { customerId: 'handed' });
    await api.accept('assignOwner', { customerId: 'handed', owner: 'ben' });
    await api.accept('recordCheckIn', { customerId: 'handed' });
    await api.accept('recordCheckIn', { customerId: 'of-ana' });
    for (const { heard, until } of each) {
      await until(2);
      expect(heard).toEqual(['handed trust', 'of-ana trust']);
    }
  });

  it('tells of the own portfolio alone, by every subscription, also from the start of the log', async () => {
    const { data } = await ask(ANALYST, '{ __type(name: "Subscription") { fields { name } } }');
    expect(data).toEqual({ __type: { fields: [{ name: 'contactRecorded' }, { name: 'trustChanged' }] } });
    const trust = await hears(ANA, undefined, 'subscription { trustChanged { customerId } }');
    const asked = 'subscription { trustChanged(customerIds: ["of-ben"], owner: "ben") { customerId } }';
    const named = await hears(ANA, undefined, asked);
    const old = await hears(
      ANA,
      undefined,
      'subscription { contactRecorded(after: "0") { node { customerId type } } }',
    );
    for (const customerId of ['of-ben', 'of-ana']) await api.accept('recordCheckIn', { customerId, note: 'the last' });
    await trust.until(1);
    expect(trust.heard).toEqual(['of-ana trust']);
    await old.until(2);
    while (old.heard.at(-1) !== 'of-ana CheckInHeld') await old.until(old.heard.length + 1);
    expect(old.heard.join()).not.toContain('of-ben');
    expect(named.heard).toEqual([]);
  });

  it('ends them once the token is revoked, and lets nobody in with it', async () => {
    const { tokens } = api.deployment.access;
    const token = await tokens.create({ name: 'short', actor: ANA, expiresAt: null }, Date.now());
    const { end } = await hears(ANA, token);
    expect(await tokens.revoke('short', Date.now())).toBe(true);
    const answer = await api.send({ query: '{ models { id } }' }, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(401);
    expect(await end).toMatchObject({ code: 4403 });
  });

  it('ends them once the token has expired', async () => {
    const token = await api.deployment.access.tokens.create(
      { name: 'brief', actor: ANA, expiresAt: Date.now() + 1_500 },
      Date.now(),
    );
    const { end } = await hears(ANA, token);
    expect(await end).toMatchObject({ code: 4403 });
  });
});

it('takes no step towards a need that nobody in sight asked for, nor fulfils it, and tells nothing of it', async () => {
  await api.accept('recordRequest', { customerId: 'of-ben', needId: 'only-ben', need: 'n', asked: 'a' });
  await api.accept('declineRequest', { customerId: 'of-ben', needId: 'only-ben', reason: 'r' });
  const act = async (actor: Actor, mutation: string, more: string) => {
    const of = async (needId: string) =>
      ask(
        actor,
        `mutation { done: ${mutation}(input: { needId: "${needId}"${more} }) { userErrors { code field message } } }`,
      );
    return [await of('only-ben'), await of('no-need')];
  };
  const [unseen, unknown] = await act(ANA, 'takeNeedStep', ', step: "s"');
  expect(unseen).toEqual(unknown);
  expect(JSON.stringify(unseen)).toContain('NEED_UNKNOWN');
  const [unfulfilled, none] = await act(as('LEAD', 'ana', { portfolio: 'ana' }), 'fulfilNeed', ', change: "c"');
  expect(unfulfilled).toEqual(none);
  expect(JSON.stringify(unfulfilled)).toContain('NEED_UNKNOWN');
  const seen = await act(BEN, 'takeNeedStep', ', step: "s", owner: "ana"');
  expect(JSON.stringify(seen[0])).toContain('OWNER_NOT_IN_PORTFOLIO');
});
