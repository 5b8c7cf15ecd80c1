import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-03-01T00:00:00Z' });
});
afterAll(() => api.stop());

const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T10:00:00Z`;
const EFFECT =
  'effect { points whyNone whyNoneReason contributions { class points byDimension { candour } contact { contactId } } }';
type Effect = {
  readonly points: number;
  readonly whyNone: string | null;
  readonly whyNoneReason: string | null;
  readonly contributions: readonly { class: string; points: number; contact: { contactId: string } }[];
};
type Listed = { readonly contactId: string; readonly type: string; readonly effect: Effect | null };
type Edges = { readonly edges: readonly { readonly node: Listed }[] };
type Scored = { readonly score: number; readonly prior: number; readonly cap: number };

async function record(mutation: string, input: object) {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${name}!) { recorded: ${mutation}(input: $input) { contact { contactId ${EFFECT} } relationship { trust { score } } } }`;
  type Answer = { recorded: { contact: Listed; relationship: { trust: { score: number } } } };
  return (await api.ask<Answer>(query, { input: { customerId: 'c', ...input } })).recorded;
}

it('is in the answer to every mutation: the evidence and its points, or why none', async () => {
  await record('openRelationship', { occurredAt: at(1) });
  const { contact, relationship } = await record('recordCheckIn', { occurredAt: at(28) });
  expect(contact.effect).toMatchObject({
    whyNone: null,
    whyNoneReason: null,
    contributions: [{ class: 'check_in', contact: { contactId: contact.contactId } }],
  });
  expect(70 + (contact.effect?.points ?? 0)).toBeCloseTo(relationship.trust.score, 9);
  await record('reportIssue', { issueId: 'I', raisedBy: 'PROVIDER', occurredAt: at(3) });
  await record('recordProactiveCall', { about: { issueId: 'I' }, news: 'BAD', occurredAt: at(4) });
  const surprise = await record('recordSurpriseDelay', { about: { issueId: 'I' }, occurredAt: at(5) });
  expect(surprise.contact.effect).toEqual({
    points: 0,
    contributions: [],
    whyNone: 'They had been told already.',
    whyNoneReason: 'ALREADY_TOLD',
  });
});

it('is in every list of contacts, as of its times, and all points sum to the score', async () => {
  await record('setExpectation', { expectationId: 'E', dueAt: at(20), occurredAt: at(10) });
  type Answer = { relationship: { trust: Scored; contacts: Edges }; contacts: Edges };
  const ask = (asOf: string) =>
    api.ask<Answer>(
      `query($asOf: DateTime) {
        relationship(customerId: "c", asOf: $asOf) { trust { score prior cap } contacts { edges { node { contactId type ${EFFECT} } } } }
        contacts(filter: { customerId: "c" }, asOf: $asOf) { edges { node { contactId type ${EFFECT} } } }
      }`,
      { asOf },
    );
  for (const asOf of [at(15), at(21), at(28)]) {
    const { relationship, contacts } = await ask(asOf);
    const { score, prior, cap } = relationship.trust;
    const points = relationship.contacts.edges.map(({ node }) => node.effect?.points ?? NaN);
    expect(points.reduce((sum, each) => sum + each, prior + cap)).toBeCloseTo(score, 9);
    expect(contacts.edges.map(({ node }) => node)).toEqual(relationship.contacts.edges.map(({ node }) => node));
  }
  const promise = async (asOf: string) =>
    (await ask(asOf)).contacts.edges.find(({ node }) => node.type === 'ExpectationSet')?.node.effect;
  expect(await promise(at(15))).toMatchObject({ points: 0, whyNoneReason: 'NOT_YET' });
  const missed = { whyNone: null, contributions: [{ class: 'expectation_missed_unannounced' }] };
  expect(await promise(at(21))).toMatchObject(missed);
});

it('is that of the hypothetical contact, where a contact is supposed', async () => {
  const query = `{ whatIf(customerId: "c", contacts: [{ type: CheckInHeld }]) { contributions { points contact { ${EFFECT} } } } }`;
  const { whatIf } = await api.ask<{
    whatIf: { contributions: { points: number; contact: { effect: Effect } }[] };
  }>(query);
  expect(whatIf.contributions).toHaveLength(1);
  const [supposed] = whatIf.contributions;
  expect(supposed?.contact.effect.points).toBe(supposed?.points);
});

it('is null where the relationship is not open at that time', async () => {
  await api.accept('openRelationship', { customerId: 'short', occurredAt: at(1) });
  const { contacts } = await api.ask<{ contacts: Edges }>(
    `{ contacts(filter: { customerId: "short" }) { edges { node { contactId type ${EFFECT} } } } }`,
  );
  const [opening] = contacts.edges.map(({ node }) => node);
  expect(opening?.effect?.whyNoneReason).toBe('SETS_TERMS');
  await api.accept('retractContact', { customerId: 'short', contactId: opening?.contactId });
  const { node } = await api.ask<{ node: { retracted: boolean; effect: Effect | null } }>(
    `query($id: ID!) { node(id: $id) { ... on RelationshipOpened { retracted ${EFFECT} } } }`,
    { id: Buffer.from(`Contact:${opening?.contactId} short`).toString('base64url') },
  );
  expect(node).toEqual({ retracted: true, effect: null });
});

describe('wherever a contact is shown, as of the times of the query', () => {
  const asOf = at(15);
  const KEPT = 'effect { points whyNoneReason contributions { class } }';
  /** As of then the promise is open, so its contacts are no evidence yet. Now it was missed. */
  const open = { points: 0, whyNoneReason: 'NOT_YET', contributions: [] };
  const missed = { whyNoneReason: null, contributions: [{ class: 'expectation_missed_unannounced' }] };
  type Shown = { readonly contact: { readonly type: string; readonly effect: object | null } | null };

  beforeAll(async () => {
    await api.accept('openRelationship', { customerId: 'v', occurredAt: at(1) });
    await api.accept('recordSentiment', { customerId: 'v', level: 'GOOD', reason: 'Calm', occurredAt: at(2) });
    await api.accept('recordRequest', { customerId: 'v', requestId: 'R', needId: 'N', occurredAt: at(3) });
    const promise = { customerId: 'v', expectationId: 'P', dueAt: at(20), occurredAt: at(14) };
    await api.accept('setExpectation', promise);
  });

  /** All contacts that the parts of a relationship show, with their effects. */
  async function shown(asOf: string | null): Promise<readonly Shown[]> {
    type Answer = {
      relationship: {
        obligations: Shown[];
        sentiment: Shown;
        brief: { promised: Shown[]; waitingNeeds: Shown[]; lastContact: Shown['contact']; obligations: Shown[] };
        trustDifference: { lines: Shown[] };
        trustHistory: { markers: Shown[] }[];
      };
      callsOwed: { edges: { node: Shown & { relationship: { trust: { asOf: string } } } }[] };
      needs: { edges: { node: { waitingCustomers: { lastRequest: Shown['contact'] }[] } }[] };
    };
    const contact = `contact { type ${KEPT} }`;
    const { relationship, callsOwed, needs } = await api.ask<Answer>(
      `query($asOf: DateTime) {
        relationship(customerId: "v", asOf: $asOf) {
          obligations { ${contact} } sentiment { ${contact} }
          brief { promised { ${contact} } waitingNeeds { ${contact} } lastContact { type ${KEPT} } obligations { ${contact} } }
          trustDifference(from: "${at(14)}", to: "${at(25)}") { lines { ${contact} } }
          trustHistory(from: "${at(10)}", to: "${at(25)}", points: 4) { markers { ${contact} } }
        }
        callsOwed(asOf: $asOf, kinds: [DELIVER]) { edges { node { ${contact} relationship { trust { asOf } } } } }
        needs(asOf: $asOf) { edges { node { waitingCustomers { lastRequest { type ${KEPT} } } } } }
      }`,
      { asOf },
    );
    const { brief } = relationship;
    return [
      ...relationship.obligations,
      relationship.sentiment,
      ...brief.promised,
      ...brief.waitingNeeds,
      { contact: brief.lastContact },
      ...brief.obligations,
      ...relationship.trustDifference.lines,
      ...relationship.trustHistory.flatMap(({ markers }) => markers),
      ...callsOwed.edges.map(({ node }) => node),
      ...needs.edges.flatMap(({ node }) => node.waitingCustomers.map(({ lastRequest }) => ({ contact: lastRequest }))),
    ];
  }

  const effectsOf = (all: readonly Shown[], type: string) =>
    all.filter(({ contact }) => contact?.type === type).map(({ contact }) => contact?.effect);

  it('is the effect then, not now', async () => {
    const [then, now] = [await shown(asOf), await shown(null)];
    const opened = effectsOf(then, 'ExpectationSet');
    expect(opened.length).toBeGreaterThanOrEqual(7);
    for (const effect of opened) expect(effect).toEqual(open);
    for (const effect of effectsOf(now, 'ExpectationSet')) expect(effect).toMatchObject(missed);
    expect(effectsOf(then, 'SentimentRecorded')).toEqual([{ ...open, whyNoneReason: 'FEELING' }]);
    expect(effectsOf(then, 'RequestReceived')).toContainEqual({ ...open, whyNoneReason: 'CUSTOMER_ACTED' });
  });
});
