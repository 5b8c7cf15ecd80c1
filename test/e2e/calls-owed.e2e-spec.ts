import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());
afterEach(() => api.setClock(null));

type Owed = {
  id: string;
  obligationId: string;
  kind: string;
  customerId: string;
  dueAt: string;
  minutesLeft: number;
  pointsAtStake: number;
  deferred: boolean;
  deferredUntil: string | null;
};
type Page = { edges: { cursor: string; node: Owed }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };

const FIELDS = 'id obligationId kind customerId dueAt minutesLeft pointsAtStake deferred deferredUntil';

const worklist = async (args: string): Promise<Page> => {
  const query = `{ callsOwed(${args}) { edges { cursor node { ${FIELDS} } } pageInfo { hasNextPage endCursor } } }`;
  return (await api.ask<{ callsOwed: Page }>(query)).callsOwed;
};
const owedTo = async (customerId: string, asOf: string | null = null): Promise<Owed[]> => {
  const query = `query($id: ID!, $asOf: DateTime) { relationship(customerId: $id, asOf: $asOf) { obligations { ${FIELDS} } } }`;
  return (await api.ask<{ relationship: { obligations: Owed[] } }>(query, { id: customerId, asOf })).relationship
    .obligations;
};
const kindsOf = (page: Page) => page.edges.map(({ node }) => node.kind);
const scoreOf = async (customerId: string): Promise<number> => {
  const query = 'query($id: ID!) { relationship(customerId: $id) { trust { score } } }';
  return (await api.ask<{ relationship: { trust: { score: number } } }>(query, { id: customerId })).relationship.trust
    .score;
};

const at = (time: string) => `2026-03-02T${time}:00.000Z`;

describe('given one of each kind', () => {
  const customerId = 'everything';
  const owner = 'ana';
  beforeAll(async () => {
    const about = { issueId: 'major' };
    const facts: [mutation: string, input: object][] = [
      ['openRelationship', { owner, cadenceDays: 30, occurredAt: '2026-01-05T09:00:00Z' }],
      ['reportIssue', { issueId: 'major', raisedBy: 'CUSTOMER', severity: 'MAJOR', occurredAt: at('06:00') }],
      ['resolveIssue', { issueId: 'major', occurredAt: at('07:00') }],
      ['recordCheckIn', { occurredAt: at('07:30') }],
      ['reportIssue', { issueId: 'hidden', raisedBy: 'PROVIDER', detectedAt: at('08:00'), occurredAt: at('08:00') }],
      ['setExpectation', { expectationId: 'E', dueAt: at('16:00'), occurredAt: at('08:00') }],
      ['recordStatusUpdate', { about, nextUpdateDueAt: at('12:00'), occurredAt: at('08:10') }],
      [
        'holdRetrospective',
        {
          about: { expectationId: 'E' },
          providerView: 'Ours',
          actions: [{ actionId: 'A', dueAt: at('20:00') }],
          occurredAt: at('08:20'),
        },
      ],
      ['recordRequest', { requestId: 'R', requesterRole: 'EXECUTIVE', occurredAt: at('08:30') }],
    ];
    api.setClock(at('09:00'));
    for (const [mutation, input] of facts) await api.accept(mutation, { customerId, ...input });
  });
  beforeEach(() => api.setClock(at('09:00')));

  it('then all seven are owed, the executive first, and the rest falls by what is at stake for each day left', async () => {
    const { edges } = await worklist(`owner: "${owner}"`);
    const nodes = edges.map(({ node }) => node);
    expect(nodes.map(({ kind }) => kind).sort()).toEqual([
      'CHECK_IN',
      'DELIVER',
      'DISCLOSE',
      'FOLLOW_UP',
      'HEADS_UP',
      'RETROSPECT',
      'UPDATE',
    ]);
    expect(nodes[0]).toMatchObject({ kind: 'HEADS_UP', dueAt: at('08:30'), minutesLeft: -30, pointsAtStake: 0 });
    const urgency = nodes.slice(1).map(({ pointsAtStake, minutesLeft }) => pointsAtStake / (1 + minutesLeft / 1440));
    expect(urgency).toEqual([...urgency].sort((a, b) => b - a));
    expect(nodes.find(({ kind }) => kind === 'DISCLOSE')).toMatchObject({ dueAt: at('12:00'), minutesLeft: 180 });
  });

  it('then it says what each is about, by which contact, with whom', async () => {
    type Told = { kind: string; about: object | null; contact: { type: string }; relationship: { owner: string } };
    const { callsOwed } = await api.ask<{ callsOwed: { edges: { node: Told }[] } }>(
      `{ callsOwed(owner: "${owner}") { edges { node { kind about { issueId expectationId requestId actionId }
        contact { type } relationship { owner } } } } }`,
    );
    const told = Object.fromEntries(callsOwed.edges.map(({ node: { kind, ...rest } }) => [kind, rest]));
    const about = (facts: object) => ({
      issueId: null,
      expectationId: null,
      requestId: null,
      actionId: null,
      ...facts,
    });
    const relationship = { owner };
    expect(told).toMatchObject({
      DISCLOSE: { about: about({ issueId: 'hidden' }), contact: { type: 'IssueReported' }, relationship },
      DELIVER: { about: about({ expectationId: 'E' }), contact: { type: 'ExpectationSet' }, relationship },
      FOLLOW_UP: { about: about({ actionId: 'A' }), contact: { type: 'RetrospectiveHeld' }, relationship },
      HEADS_UP: { about: about({ requestId: 'R' }), contact: { type: 'RequestReceived' }, relationship },
      RETROSPECT: { about: about({ issueId: 'major' }), contact: { type: 'IssueReported' }, relationship },
      UPDATE: { about: about({ issueId: 'major' }), contact: { type: 'StatusUpdateGiven' }, relationship },
    });
    expect(told.CHECK_IN?.about).toBeNull();
  });

  it('then it may be narrowed to kinds, and to what is due soon', async () => {
    const narrowed = await worklist(`owner: "${owner}", kinds: [UPDATE, DELIVER]`);
    expect(kindsOf(narrowed).sort()).toEqual(['DELIVER', 'UPDATE']);
    expect(kindsOf(await worklist(`owner: "${owner}", kinds: []`))).toEqual([]);
    const soon = await worklist(`owner: "${owner}", dueWithinMinutes: 180`);
    expect(kindsOf(soon).sort()).toEqual(['DISCLOSE', 'HEADS_UP', 'UPDATE']);
    expect(kindsOf(await worklist(`owner: "${owner}", dueWithinMinutes: 0`))).toEqual(['HEADS_UP']);
  });

  it('then pages follow one another, each entry once', async () => {
    const whole = await worklist(`owner: "${owner}"`);
    const paged: Owed[] = [];
    for (let after = ''; ;) {
      const page = await worklist(`owner: "${owner}", first: 2${after}`);
      paged.push(...page.edges.map(({ node }) => node));
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(whole.edges.map(({ node }) => node));
    expect(await api.codes('{ callsOwed(after: "nonsense") { edges { cursor } } }')).toMatchObject({
      codes: ['BAD_USER_INPUT'],
    });
  });

  it('then the relationship owes the same, and each is found by its node id', async () => {
    const { edges } = await worklist(`owner: "${owner}"`);
    const own = await owedTo(customerId);
    const byId = (list: Owed[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(byId(own)).toEqual(byId(edges.map(({ node }) => node)));
    expect(own).not.toEqual([]);
    for (const { id, obligationId } of own) {
      const { node } = await api.ask<{ node: object }>(
        'query($id: ID!) { node(id: $id) { __typename id ... on Obligation { obligationId } } }',
        { id },
      );
      expect(node).toEqual({ __typename: 'Obligation', id, obligationId });
    }
  });

  it('when the supervisor is told, then the heads-up is gone, and its node with it', async () => {
    api.setClock(at('09:30'));
    const [headsUp] = (await owedTo(customerId)).filter(({ kind }) => kind === 'HEADS_UP');
    await api.accept('notifySupervisor', { customerId, about: { requestId: 'R' }, supervisor: 'boss' });
    expect(kindsOf(await worklist(`owner: "${owner}"`))).not.toContain('HEADS_UP');
    expect(await api.ask('query($id: ID!) { node(id: $id) { id } }', { id: headsUp?.id })).toEqual({ node: null });
  });
});

describe('given a promise', () => {
  let customers = 0;
  const promised = async (owner: string): Promise<string> => {
    const customerId = `promised-${(customers += 1)}`;
    api.setClock(at('09:00'));
    await api.accept('openRelationship', { customerId, owner, occurredAt: '2026-01-05T09:00:00Z' });
    await api.accept('setExpectation', { customerId, expectationId: 'E', dueAt: '2026-03-10T09:00:00Z' });
    return customerId;
  };

  it('when it is put off, then it leaves the worklist, moves no score, and shows up again', async () => {
    const customerId = await promised('bea');
    const [{ obligationId } = { obligationId: '' }] = await owedTo(customerId);
    const before = await scoreOf(customerId);
    const until = '2026-03-05T09:00:00.000Z';
    await api.accept('deferObligation', { customerId, obligationId, until, reason: 'They are on holiday' });
    expect((await worklist('owner: "bea"')).edges).toEqual([]);
    expect(await owedTo(customerId)).toMatchObject([{ obligationId, deferred: true, deferredUntil: until }]);
    expect(await scoreOf(customerId)).toBe(before);
    api.setClock('2026-03-05T08:59:59.999Z');
    expect((await worklist('owner: "bea"')).edges).toEqual([]);
    api.setClock(until);
    const { edges } = await worklist('owner: "bea"');
    expect(edges.map(({ node }) => node)).toMatchObject([{ obligationId, deferred: false, deferredUntil: null }]);
    expect(await owedTo(customerId)).toMatchObject([{ deferred: false, deferredUntil: null }]);
  });

  it('when it is put off for good, then it says so without a time', async () => {
    const customerId = await promised('cem');
    const [{ obligationId } = { obligationId: '' }] = await owedTo(customerId);
    await api.accept('deferObligation', { customerId, obligationId, reason: 'They want it no more' });
    expect(await owedTo(customerId)).toMatchObject([{ deferred: true, deferredUntil: null }]);
    api.setClock('2026-03-09T09:00:00Z');
    expect((await worklist('owner: "cem"')).edges).toEqual([]);
  });

  it('when no reason is given, or nothing of the kind is owed, then it is not put off', async () => {
    const customerId = await promised('dora');
    const [{ obligationId } = { obligationId: '' }] = await owedTo(customerId);
    const refused = async (input: object) => (await api.record('deferObligation', { customerId, ...input })).userErrors;
    expect(await refused({ obligationId, reason: ' ' })).toMatchObject([{ code: 'FIELD_EMPTY', field: 'reason' }]);
    expect(await refused({ obligationId: 'DELIVER:other', reason: 'No' })).toMatchObject([
      { code: 'OBLIGATION_UNKNOWN', field: 'obligationId' },
    ]);
    expect((await worklist('owner: "dora"')).edges).toHaveLength(1);
  });

  it('when somebody stands in, then the worklist moves and comes back, and the history stays', async () => {
    const customerId = await promised('emil');
    const until = '2026-03-05T09:00:00.000Z';
    await api.accept('assignOwner', { customerId, owner: 'fay', until, reason: 'Holiday' });
    const of = async (owner: string) => (await worklist(`owner: "${owner}"`)).edges.length;
    expect([await of('emil'), await of('fay')]).toEqual([0, 1]);
    const { relationship, contacts } = await api.ask<{
      relationship: object;
      contacts: { edges: { node: { type: string; owner?: string | null } }[] };
    }>(
      `query($id: ID!) { relationship(customerId: $id) { owner cover { owner until } }
        contacts(filter: { customerId: $id }) { edges { node { type ... on RelationshipOpened { owner } } } } }`,
      { id: customerId },
    );
    expect(relationship).toEqual({ owner: 'emil', cover: { owner: 'fay', until } });
    const opening = contacts.edges.find(({ node }) => node.type === 'RelationshipOpened');
    expect(opening?.node.owner).toBe('emil');
    api.setClock(until);
    expect([await of('emil'), await of('fay')]).toEqual([1, 0]);
  });

  it('when the id of the issue is as long as an id may be, then what is owed for it can be put off too', async () => {
    const customerId = await promised('gil');
    const issueId = 'i'.repeat(100);
    await api.accept('reportIssue', { customerId, issueId, raisedBy: 'PROVIDER' });
    const disclosure = (await owedTo(customerId)).find(({ kind }) => kind === 'DISCLOSE');
    await api.accept('deferObligation', {
      customerId,
      obligationId: disclosure?.obligationId,
      reason: 'Being verified',
    });
  });

  it('as of a time: what was owed then, and nothing that came later', async () => {
    const customerId = await promised('hal');
    api.setClock('2026-03-03T09:00:00Z');
    await api.accept('meetExpectation', { customerId, expectationId: 'E' });
    expect(await owedTo(customerId)).toEqual([]);
    expect(await owedTo(customerId, at('08:59'))).toEqual([]);
    expect(await owedTo(customerId, at('09:00'))).toMatchObject([{ kind: 'DELIVER', minutesLeft: 8 * 1440 }]);
  });
});

describe('given promises of two groups, one of which is mostly missed', () => {
  type Forecast = { risk: number; restsOn: { group: string | null; kept: number; groupMissed: number; words: string } };
  type WithForecast = { obligationId: string; kind: string; forecast: Forecast | null };
  const FORECAST =
    'forecast { risk restsOn { group kept missed groupKept groupMissed keptRate since calibratedOn words } }';
  const owner = 'eva';
  const day = (of: number) => `2026-04-${String(of).padStart(2, '0')}T09:00:00.000Z`;
  const listed = async (args: string): Promise<WithForecast[]> => {
    const query = `{ callsOwed(owner: "${owner}", ${args}) { edges { node { obligationId kind ${FORECAST} } } } }`;
    const { callsOwed } = await api.ask<{ callsOwed: { edges: { node: WithForecast }[] } }>(query);
    return callsOwed.edges.map(({ node }) => node);
  };

  beforeAll(async () => {
    // Wednesday, and then Wednesday of the next week.
    api.setClock(day(1));
    for (let index = 0; index < 12; index += 1) {
      const customerId = `grouped-${index}`;
      await api.accept('openRelationship', { customerId, ...(index < 2 && { owner }), occurredAt: day(1) });
      for (const group of ['late', 'in time']) {
        const expectationId = `${group}-${index}`;
        await api.accept('setExpectation', { customerId, expectationId, group, dueAt: day(20), occurredAt: day(1) });
        await api.accept('settleExpectation', {
          customerId,
          expectationId,
          kept: group === 'in time',
          occurredAt: day(1),
        });
      }
    }
    api.setClock(day(8));
    for (const [index, group] of ['in time', 'late'].entries())
      await api.accept('setExpectation', {
        ...{ customerId: `grouped-${index}`, expectationId: `open-${index}`, group },
        ...{ dueAt: day(10 + index), occurredAt: day(8) },
      });
  });
  beforeEach(() => api.setClock(day(8)));

  it('then the worklist says how likely each is to be missed, and what says so', async () => {
    const [inTime, late] = await listed('kinds: [DELIVER], first: 10');
    expect(inTime?.forecast).toMatchObject({
      restsOn: { group: 'in time', kept: 1, missed: 0, groupKept: 12, groupMissed: 0, calibratedOn: 0 },
    });
    expect(late?.forecast?.restsOn).toMatchObject({ group: 'late', since: '2026-03-30T00:00:00.000Z' });
    expect(late?.forecast?.restsOn.words).toContain('0 kept and 1 missed promises of the group "late"');
    expect(inTime?.forecast?.risk).toBeLessThan(0.3);
    expect(late?.forecast?.risk).toBeGreaterThan(0.6);
  });

  it('then by risk times points the promise of that group comes first, although it is due later', async () => {
    const groups = async (args: string) => (await listed(args)).map(({ forecast }) => forecast?.restsOn.group);
    expect(await groups('kinds: [DELIVER], first: 10')).toEqual(['in time', 'late']);
    expect(await groups('kinds: [DELIVER], first: 10, orderBy: RISK_TIMES_POINTS')).toEqual(['late', 'in time']);
  });

  it('then the relationship and its brief say the same, and nothing as of another time', async () => {
    const query = `query($asOf: DateTime) { relationship(customerId: "grouped-1", asOf: $asOf) {
      obligations { obligationId kind ${FORECAST} } brief { promised { expectationId ${FORECAST} } } } }`;
    type Asked = {
      relationship: { obligations: WithForecast[]; brief: { promised: { forecast: Forecast | null }[] } };
    };
    const asked = async (asOf: string | null) => (await api.ask<Asked>(query, { asOf })).relationship;
    const listedOne = (await listed('kinds: [DELIVER], first: 10'))[1];
    const { obligations, brief } = await asked(null);
    const delivery = obligations.find(({ kind }) => kind === 'DELIVER');
    expect(delivery?.forecast).toEqual(listedOne?.forecast);
    expect(brief.promised.map(({ forecast }) => forecast)).toEqual([listedOne?.forecast]);
    const then = await asked(day(9));
    expect(then.obligations.find(({ kind }) => kind === 'DELIVER')?.forecast).toBeNull();
    expect(then.brief.promised.map(({ forecast }) => forecast)).toEqual([null]);
  });

  it('then only open promises that are not overdue have one', async () => {
    api.setClock(day(12));
    const overdue = await listed('first: 50');
    expect(overdue.length).toBeGreaterThan(1);
    expect(overdue.map(({ forecast }) => forecast)).toEqual(overdue.map(() => null));
  });
});
