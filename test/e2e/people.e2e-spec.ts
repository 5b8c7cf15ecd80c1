import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());
afterEach(() => api.setClock(null));

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;

const relationship = async <T>(customerId: string, fields: string, asOf: string | null = null): Promise<T> => {
  const query = `query($id: ID!, $asOf: DateTime) { relationship(customerId: $id, asOf: $asOf) { ${fields} } }`;
  return (await api.ask<{ relationship: T }>(query, { id: customerId, asOf })).relationship;
};

describe('given two people at a customer, one of whom was let down', () => {
  const customerId = 'people';
  type Person = {
    id: string;
    stakeholderId: string;
    name: string;
    role: string;
    contactCount: number;
    lastContactAt: string | null;
    trust: { score: number; prior: number };
  };
  const FIELDS = 'id stakeholderId name role contactCount lastContactAt trust { score prior }';
  const people = async (asOf: string | null = null) =>
    (await relationship<{ stakeholders: Person[] }>(customerId, `stakeholders { ${FIELDS} }`, asOf)).stakeholders;

  beforeAll(async () => {
    const facts: [mutation: string, day: number, input: object][] = [
      ['openRelationship', 1, { openingTrust: 60 }],
      ['addStakeholder', 2, { stakeholderId: 'ana', name: 'Ana', role: 'SPONSOR' }],
      ['addStakeholder', 3, { stakeholderId: 'ben', name: 'Ben', role: 'EXECUTIVE' }],
      ['recordCheckIn', 4, { stakeholderId: 'ana' }],
      ['recordCheckIn', 6, { stakeholderId: 'ana' }],
      ['recordMisstatement', 5, { stakeholderId: 'ben', what: 'Not so' }],
    ];
    for (const [mutation, day, input] of facts)
      await api.accept(mutation, { customerId, occurredAt: at(day), ...input });
  });

  it('then each is told apart: role, words, and how things stand with them alone', async () => {
    const [ana, ben] = await people();
    expect(ana).toMatchObject({ name: 'Ana', role: 'SPONSOR', contactCount: 2, lastContactAt: at(6) });
    expect(ben).toMatchObject({ name: 'Ben', role: 'EXECUTIVE' });
    const whole = await relationship<{ trust: { score: number } }>(customerId, 'trust { score }');
    expect([ana?.trust.prior, ben?.trust.prior]).toEqual([60, 60]);
    expect(ana?.trust.score).toBeGreaterThan(60);
    expect(ben?.trust.score).toBeLessThan(60);
    expect(whole.trust.score).toBeLessThan(ana?.trust.score ?? 0);
  });

  it('then they are shown as they stood at a time, and are found by their node ids', async () => {
    expect(await people(at(2))).toMatchObject([{ stakeholderId: 'ana', contactCount: 0, lastContactAt: null }]);
    const [ana] = await people();
    const query = 'query($id: ID!) { node(id: $id) { __typename ... on Stakeholder { name } } }';
    expect(await api.ask(query, { id: ana?.id })).toEqual({ node: { __typename: 'Stakeholder', name: 'Ana' } });
  });

  it('when one of them, an executive, asks, then a heads-up is owed at once', async () => {
    await api.accept('recordRequest', { customerId, stakeholderId: 'ben', requestId: 'R' });
    const { obligations } = await relationship<{ obligations: { kind: string }[] }>(customerId, 'obligations { kind }');
    expect(obligations).toContainEqual({ kind: 'HEADS_UP' });
  });
});

describe('sentiment', () => {
  type Sentiment = { level: string; reason: string; disagreesWithBand: boolean } | null;
  const FIELDS = 'level reason recordedBy occurredAt expiresAt disagreesWithBand contact { type }';
  const felt = (customerId: string, asOf: string | null = null) =>
    relationship<{ sentiment: Sentiment; trust: { score: number; band: string } }>(
      customerId,
      `sentiment { ${FIELDS} } trust { score band }`,
      asOf,
    );

  it('is shown beside the score with its reason, moves nothing, and says where the score disagrees', async () => {
    const customerId = 'felt';
    await api.accept('openRelationship', { customerId, occurredAt: at(1) });
    for (let i = 0; i < 4; i += 1)
      await api.accept('recordMisstatement', { customerId, what: 'No', occurredAt: at(2) });
    for (let i = 0; i < 12; i += 1) await api.accept('recordCheckIn', { customerId, occurredAt: at(2) });
    const before = await felt(customerId, at(4));
    expect(before.sentiment).toBeNull();
    await api.accept('recordSentiment', { customerId, level: 'GOOD', reason: 'They laughed', occurredAt: at(3) });
    const { sentiment, trust } = await felt(customerId, at(4));
    expect(trust).toEqual({ ...before.trust, band: 'AT_RISK' });
    expect(sentiment).toEqual({
      level: 'GOOD',
      reason: 'They laughed',
      recordedBy: 'admin',
      occurredAt: at(3),
      expiresAt: null,
      disagreesWithBand: true,
      contact: { type: 'SentimentRecorded' },
    });
    await api.accept('recordSentiment', { customerId, level: 'POOR', reason: 'They hung up', occurredAt: at(4) });
    expect((await felt(customerId, at(4))).sentiment).toMatchObject({ level: 'POOR', disagreesWithBand: false });
    expect((await felt(customerId, at(3))).sentiment).toMatchObject({ level: 'GOOD' });
  });

  it('is gone once it has expired, and does not give way to an older one', async () => {
    const customerId = 'expired';
    await api.accept('openRelationship', { customerId, occurredAt: at(1) });
    await api.accept('recordSentiment', { customerId, level: 'GOOD', reason: 'Old', occurredAt: at(2) });
    await api.accept('recordSentiment', {
      customerId,
      level: 'MIXED',
      reason: 'New',
      occurredAt: at(3),
      expiresAt: at(10),
    });
    expect((await felt(customerId, '2026-03-10T08:59:59.999Z')).sentiment).toMatchObject({ level: 'MIXED' });
    expect((await felt(customerId, at(10))).sentiment).toBeNull();
  });

  it('disagrees with nothing where too little is known', async () => {
    const customerId = 'unknown';
    await api.accept('openRelationship', { customerId, occurredAt: at(1) });
    await api.accept('recordSentiment', { customerId, level: 'POOR', reason: 'A hunch', occurredAt: at(2) });
    const { sentiment, trust } = await felt(customerId, at(2));
    expect([trust.band, sentiment?.disagreesWithBand]).toEqual(['INSUFFICIENT_EVIDENCE', false]);
  });

  it('is refused without a reason', async () => {
    const refused = await api.record('recordSentiment', { customerId: 'unknown', level: 'GOOD', reason: ' ' });
    expect(refused.userErrors).toMatchObject([{ code: 'FIELD_EMPTY', field: 'reason' }]);
  });
});
