import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;

type Next = { type: string; about: object | null; points: number; obligation: { kind: string } | null };
type Brief = {
  obligations: { kind: string }[];
  promised: object[];
  waitingNeeds: object[];
  lastContact: object | null;
  lastSurprise: object | null;
  lastRetrospective: { contact: object; actions: object[]; viewsCompared: object | null } | null;
  stakeholders: object[];
  nextContacts: Next[];
};

const FIELDS = `obligations { kind obligationId }
  promised { expectationId what dueAt contact { type } }
  waitingNeeds { needId need contact { type ... on RequestDeclined { asked } } }
  lastContact { type channel tone occurredAt }
  lastSurprise { at about { issueId expectationId } contact { type } }
  lastRetrospective { contact { type occurredAt } actions { actionId what dueAt verified }
    viewsCompared { onlyWeSaw onlyTheySaw bothSaw } }
  stakeholders { name role }
  nextContacts { type about { issueId expectationId actionId } points obligation { kind } }`;

const briefOf = async (customerId: string, asOf: string | null = null): Promise<Brief> => {
  const query = `query($id: ID!, $asOf: DateTime) { relationship(customerId: $id, asOf: $asOf) { brief { ${FIELDS} } } }`;
  return (await api.ask<{ relationship: { brief: Brief } }>(query, { id: customerId, asOf })).relationship.brief;
};

const customerId = 'acme';
const NOW = at(20);

beforeAll(async () => {
  const facts: [mutation: string, day: number, input?: object][] = [
    ['openRelationship', 1],
    ['addStakeholder', 1, { stakeholderId: 'ana', name: 'Ana', role: 'CHAMPION' }],
    ['reportIssue', 2, { issueId: 'I', raisedBy: 'PROVIDER' }],
    ['recordSurpriseDelay', 3, { about: { issueId: 'I' } }],
    [
      'holdRetrospective',
      4,
      {
        about: { issueId: 'I' },
        providerView: 'The part was late. We told nobody.',
        customerView: 'we told nobody\nOur shop stood still for a day',
        actions: [
          { actionId: 'done', what: 'Stock the part' },
          { actionId: 'open', what: 'Call first', dueAt: at(25) },
        ],
      },
    ],
    ['verifyAction', 5, { actionId: 'done' }],
    ['recordProactiveCall', 5, { about: { issueId: 'I' }, news: 'BAD' }],
    ['declineRequest', 6, { requestId: 'R', asked: 'Night shift', needId: 'nights', need: 'To work at night' }],
    ['setExpectation', 7, { expectationId: 'late', what: 'A plan', dueAt: at(28) }],
    ['setExpectation', 8, { expectationId: 'soon', what: 'A quote', dueAt: at(22) }],
    ['resetExpectation', 9, { expectationId: 'soon', dueAt: at(24), reason: 'More time' }],
    ['recordCheckIn', 10, { channel: 'PHONE', tone: 'STALEMATE' }],
    ['reportIssue', 19, { issueId: 'new', raisedBy: 'PROVIDER', detectedAt: '2026-03-20T08:00:00Z' }],
  ];
  for (const [mutation, day, input] of facts) {
    const occurredAt = mutation === 'reportIssue' && day === 19 ? NOW : at(day);
    api.setClock(occurredAt);
    await api.accept(mutation, { customerId, occurredAt, ...input });
  }
  api.setClock(NOW);
});

it('tells what to know before calling', async () => {
  const brief = await briefOf(customerId);
  expect(brief).toMatchObject({
    promised: [
      { expectationId: 'soon', what: 'A quote', dueAt: at(24), contact: { type: 'ExpectationSet' } },
      { expectationId: 'late', what: 'A plan', dueAt: at(28), contact: { type: 'ExpectationSet' } },
    ],
    waitingNeeds: [
      { needId: 'nights', need: 'To work at night', contact: { type: 'RequestDeclined', asked: 'Night shift' } },
    ],
    lastContact: { type: 'CheckInHeld', channel: 'PHONE', tone: 'STALEMATE', occurredAt: at(10) },
    lastSurprise: { at: at(3), about: { issueId: 'I', expectationId: null } },
    lastRetrospective: {
      contact: { type: 'RetrospectiveHeld', occurredAt: at(4) },
      actions: [
        { actionId: 'done', what: 'Stock the part', dueAt: null, verified: true },
        { actionId: 'open', what: 'Call first', dueAt: at(25), verified: false },
      ],
      viewsCompared: {
        onlyWeSaw: ['The part was late.'],
        onlyTheySaw: ['Our shop stood still for a day'],
        bothSaw: ['We told nobody.'],
      },
    },
    stakeholders: [{ name: 'Ana', role: 'CHAMPION' }],
  });
  const kinds = brief.obligations.map(({ kind }) => kind).sort();
  expect(kinds).toEqual(['DELIVER', 'DELIVER', 'DISCLOSE', 'FOLLOW_UP', 'UPDATE']);
});

it('names the three contacts that would gain most, each with what it gains if it is held', async () => {
  const { nextContacts } = await briefOf(customerId);
  expect(nextContacts).toHaveLength(3);
  const points = nextContacts.map((next) => next.points);
  expect(points).toEqual([...points].sort((a, b) => b - a));
  expect(points.every((each) => each > 0)).toBe(true);
  for (const { obligation } of nextContacts) expect(obligation).not.toBeNull();
  const kept = nextContacts.find(({ type }) => type === 'ExpectationMet');
  expect(kept).toMatchObject({ obligation: { kind: 'DELIVER' } });
  const score = async () =>
    (
      await api.ask<{ relationship: { trust: { score: number } } }>(
        '{ relationship(customerId: "acme") { trust { score } } }',
      )
    ).relationship.trust.score;
  const before = await score();
  const { expectationId } = kept?.about as { expectationId: string };
  await api.accept('meetExpectation', { customerId, expectationId });
  expect((await score()) - before).toBeCloseTo(kept?.points ?? NaN, 9);
});

it('leaves out what was put off', async () => {
  const { relationship } = await api.ask<{ relationship: { obligations: { kind: string; obligationId: string }[] } }>(
    '{ relationship(customerId: "acme") { obligations { kind obligationId } } }',
  );
  const { obligationId } = relationship.obligations.find(({ kind }) => kind === 'DISCLOSE') ?? {};
  await api.accept('deferObligation', { customerId, obligationId, until: at(21), reason: 'Being verified' });
  const brief = await briefOf(customerId);
  expect(brief.obligations.map(({ kind }) => kind)).not.toContain('DISCLOSE');
  expect(brief.nextContacts.map(({ obligation }) => obligation?.kind)).not.toContain('DISCLOSE');
});

it('tells of a stranger what little there is', async () => {
  await api.accept('openRelationship', { customerId: 'stranger' });
  expect(await briefOf('stranger')).toEqual({
    obligations: [],
    promised: [],
    waitingNeeds: [],
    lastContact: null,
    lastSurprise: null,
    lastRetrospective: null,
    stakeholders: [],
    nextContacts: [{ type: 'CheckInHeld', about: null, points: expect.any(Number) as number, obligation: null }],
  });
});

it('tells what was to be known at a time', async () => {
  expect(await briefOf(customerId, at(4))).toMatchObject({
    waitingNeeds: [],
    promised: [],
    lastRetrospective: { actions: [{ verified: false }, { verified: false }] },
  });
});

it('compares the views of every retrospective that holds both, and of no other contact', async () => {
  await api.accept('holdRetrospective', { customerId, providerView: 'Ours alone' });
  const query = `{ contacts(filter: { customerId: "acme", types: [RetrospectiveHeld, CheckInHeld] }) { edges { node {
    type ... on RetrospectiveHeld { viewsCompared { onlyTheySaw } } } } } }`;
  const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(query);
  expect(contacts.edges.map(({ node }) => node)).toEqual([
    { type: 'RetrospectiveHeld', viewsCompared: null },
    { type: 'CheckInHeld' },
    { type: 'RetrospectiveHeld', viewsCompared: { onlyTheySaw: ['Our shop stood still for a day'] } },
  ]);
});

it('names what the score cannot see, by model, as of then and as known then', async () => {
  api.setClock(at(20));
  await api.accept('openRelationship', { customerId: 'unseen', occurredAt: at(1) });
  await api.accept('setExpectation', { customerId: 'unseen', expectationId: 'E', dueAt: at(5), occurredAt: at(2) });
  await api.accept('meetExpectation', { customerId: 'unseen', expectationId: 'E', occurredAt: at(4) });
  api.setClock(at(21));
  await api.accept('recordCheckIn', { customerId: 'unseen', occurredAt: at(3) });
  type Spots = readonly { readonly dimension: string; readonly words: string }[];
  const spots = async (args: string) => {
    const { relationship } = await api.ask<{
      relationship: { trust: { blindSpots: Spots }; brief: { blindSpots: Spots } };
    }>(
      `{ relationship(customerId: "unseen"${args}) {
        trust { blindSpots { dimension words } } brief { blindSpots { dimension words } } } }`,
    );
    expect(relationship.brief.blindSpots).toEqual(relationship.trust.blindSpots);
    return relationship.trust.blindSpots;
  };
  const named = async (args: string) => (await spots(args)).map(({ dimension }) => dimension);
  expect(await spots('')).toEqual([
    {
      dimension: 'RESPONSIVENESS',
      words: 'No contact on record says anything about responsiveness, so the score assumes it.',
    },
  ]);
  expect(await named(', model: "trust-beta/1"')).toEqual(['CANDOUR', 'RESPONSIVENESS']);
  expect(await named(`, asOf: "${at(3)}"`)).toEqual(['CANDOUR', 'RELIABILITY', 'RESPONSIVENESS']);
  expect(await named(`, knownAt: "${at(20)}"`)).toEqual(['RESPONSIVENESS', 'CARE']);
});

it('names what the score cannot see in a list too', async () => {
  const { relationships } = await api.ask<{
    relationships: { edges: { node: { customerId: string; trust: { blindSpots: { dimension: string }[] } } }[] };
  }>('{ relationships { edges { node { customerId trust { blindSpots { dimension } } } } } }');
  const unseen = relationships.edges.find(({ node }) => node.customerId === 'unseen');
  expect(unseen?.node.trust.blindSpots).toEqual([{ dimension: 'RESPONSIVENESS' }]);
});
