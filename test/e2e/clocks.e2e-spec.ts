import { TRUST_BETA_2 } from '#trust';
import { ApiUnderTest } from './api-under-test.js';

// What was answered once can be had again to the last digit, whatever is recorded later.

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ at: '2026-01-02T09:00:00Z' })));
afterAll(() => api.stop());

const TRUST = `score band prior cap model asOf knownAtPosition lastSufficientBand
  interval { low high } dimensions { dimension score }
  contributions { points class since ageDays remaining contact { contactId } obligationId }`;
const RELATIONSHIP = `customerId name segment owner openedAt closed lastContactAt trust { ${TRUST} }
  obligations { obligationId kind dueAt pointsAtStake deferredUntil }
  contacts { edges { node { contactId } } }
  measures { promisesKept surprises } timeToInform`;
const EVERYTHING = `query($at: DateTime, $position: String, $knownAt: DateTime, $model: String) {
  one: relationship(customerId: "a", asOf: $at, knownAt: $knownAt, knownAtPosition: $position, model: $model) { ${RELATIONSHIP} }
  other: relationship(customerId: "b", asOf: $at, knownAt: $knownAt, knownAtPosition: $position, model: $model) { ${RELATIONSHIP} }
  rows: relationships(asOf: $at, knownAt: $knownAt, knownAtPosition: $position, model: $model) {
    edges { node { customerId name lastContactAt trust { score band model } } } freshness { position } }
  full: relationships(asOf: $at, knownAt: $knownAt, knownAtPosition: $position, model: $model, orderBy: { field: LOWER_END }) {
    edges { node { ${RELATIONSHIP} } } }
  callsOwed(asOf: $at, knownAt: $knownAt, knownAtPosition: $position, model: $model) {
    edges { node { customerId obligationId dueAt minutesLeft pointsAtStake relationship { trust { score } } } } }
  needs(asOf: $at, knownAt: $knownAt, knownAtPosition: $position, model: $model) {
    edges { node { needId status waiting customersAsked owner steps { step } waitingCustomers { customerId since } } } }
  contacts(asOf: $at, knownAt: $knownAt, knownAtPosition: $position) { edges { node { contactId } } }
  measures(asOf: $at, knownAt: $knownAt, knownAtPosition: $position) { relationships promisesKept missedUnannounced }
}`;

type Everything = {
  readonly one: {
    readonly trust: { readonly score: number; readonly knownAtPosition: string | null; readonly asOf: string };
  };
  readonly rows: {
    readonly edges: readonly {
      readonly node: { readonly customerId: string; readonly trust: { readonly score: number } };
    }[];
  };
  readonly callsOwed: { readonly edges: readonly unknown[] };
  readonly needs: {
    readonly edges: readonly { readonly node: { readonly status: string; readonly waiting: number } }[];
  };
};
const ask = (variables: object) => api.ask<Everything>(EVERYTHING, variables as never);

const contacts = async (customerId: string) => {
  await api.accept('openRelationship', {
    customerId,
    name: `The ${customerId}`,
    segment: 'midsize',
    owner: 'maria',
    cadenceDays: 30,
  });
  api.setClock('2026-01-03T09:00:00Z');
  await api.accept('reportIssue', {
    customerId,
    issueId: 'i',
    raisedBy: 'PROVIDER',
    detectedAt: '2026-01-03T08:00:00Z',
    severity: 'MAJOR',
  });
  await api.accept('setExpectation', { customerId, expectationId: 'e', issueId: 'i', dueAt: '2026-01-05T12:00:00Z' });
  await api.accept('declineRequest', { customerId, requestId: 'r', needId: 'n', reason: 'not yet' });
};

describe('an answer', () => {
  let before: Everything;
  let position: string | null;
  let at: string;

  beforeAll(async () => {
    api.setClock('2026-01-02T09:00:00Z');
    await contacts('a');
    api.setClock('2026-01-02T09:00:00Z');
    await contacts('b');
    api.setClock('2026-01-06T09:00:00Z');
    await api.ask(
      'mutation { takeNeedStep(input: { needId: "n", step: "asked the platform team", owner: "li" }) { replayed } }',
    );
    const now = await ask({});
    ({ asOf: at, knownAtPosition: position } = now.one.trust);
    // The step is the last thing in the log, and is no contact.
    const { rows } = await api.ask<{ rows: { freshness: { position: string } } }>(
      '{ rows: relationships { freshness { position } } }',
    );
    position = rows.freshness.position;
    before = await ask({ at, position });
    expect(before.one.trust.score).toBeCloseTo(now.one.trust.score, 9);
    expect(before.callsOwed.edges.length).toBeGreaterThan(3);
  });

  it('is the same after late facts, corrections, a need fulfilled and a change of what was agreed', async () => {
    api.setClock('2026-01-08T09:00:00Z');
    await api.accept('recordProactiveCall', {
      customerId: 'a',
      about: { issueId: 'i' },
      news: 'BAD',
      occurredAt: '2026-01-03T09:30:00Z',
    });
    await api.accept('meetExpectation', { customerId: 'b', expectationId: 'e', occurredAt: '2026-01-05T11:00:00Z' });
    await api.accept('updateRelationship', { customerId: 'a', segment: 'strategic', cadenceDays: 7 });
    await api.accept('assignOwner', { customerId: 'b', owner: 'li' });
    const [{ node }] = before_contacts(before);
    await api.accept('retractContact', { customerId: 'b', contactId: node.contactId, reason: 'mistaken' });
    await api.ask('mutation { fulfilNeed(input: { needId: "n" }) { replayed } }');
    api.setClock('2026-01-02T10:00:00Z');
    await api.accept('openRelationship', { customerId: 'late' });
    api.setClock('2026-01-09T09:00:00Z');
    const now = await ask({});
    expect(now.rows.edges).toHaveLength(3);
    expect(now.one.trust.score).not.toBeCloseTo(before.one.trust.score, 1);
    expect(await ask({ at, position })).toEqual(before);
  });

  it('is the same after a change of models, and from a log that is read anew', async () => {
    api.setClock('2026-02-20T09:00:00Z');
    await api.ask(
      `mutation { activateModel(input: { modelId: "trust-beta/2", reason: "recovery" }) { userErrors { code } } }`,
    );
    expect(await ask({ at, position })).toEqual(before);
    await api.restart('2026-02-21T09:00:00Z');
    expect(await ask({ at, position })).toEqual(before);
  });

  it('has of each contact whether it was taken back, as known then', async () => {
    const query =
      '{ contacts(knownAtPosition: "POSITION", filter: { customerId: "b" }, first: 200) { edges { node { retracted } } } }';
    const retracted = async (at: string | null) =>
      (
        await api.ask<{ contacts: { edges: { node: { retracted: boolean } }[] } }>(query.replace('POSITION', at ?? ''))
      ).contacts.edges.filter(({ node }) => node.retracted).length;
    const { rows } = await api.ask<{ rows: { freshness: { position: string } } }>(
      '{ rows: relationships { freshness { position } } }',
    );
    expect(await retracted(position)).toBe(0);
    expect(await retracted(rows.freshness.position)).toBe(1);
  });

  it('without asOf is of the latest time known there, whatever an import says of what came after', async () => {
    const query = '{ relationship(customerId: "a", knownAtPosition: "POSITION") { trust { asOf score } } }';
    const { contacts } = await api.ask<{ contacts: { edges: { node: { customerId: string } }[] } }>(
      '{ contacts(filter: { customerId: "late" }) { edges { node { customerId } } } }',
    );
    expect(contacts.edges).toHaveLength(1);
    type Told = { relationship: { trust: { asOf: string; score: number } } };
    const { rows } = await api.ask<{ rows: { freshness: { position: string } } }>(
      '{ rows: relationships { freshness { position } } }',
    );
    expect(Number(rows.freshness.position)).toBeGreaterThan(Number(position));
    for (let at = Number(position); at <= Number(rows.freshness.position); at += 1) {
      const { relationship } = await api.ask<Told>(query.replace('POSITION', `${at}`));
      // What was opened late says that it was recorded days before what stands in front of it.
      expect(Date.parse(relationship.trust.asOf)).toBeGreaterThanOrEqual(Date.parse('2026-01-06T09:00:00Z'));
    }
  });

  it('is another by the second clock, where something is said to have been recorded earlier', async () => {
    const known = await ask({ at, knownAt: at });
    expect(known.rows.edges.map(({ node }) => node.customerId)).toContain('late');
    expect(known.one.trust.score).toBe(before.one.trust.score);
    expect(known.one.trust.knownAtPosition).toBeNull();
  });

  it('of the past leaves out what had not happened; of the future is what waiting will show', async () => {
    const past = await ask({ at: '2026-01-02T12:00:00Z' });
    expect(past.one.trust.score).toBe(70);
    expect(past.needs.edges).toEqual([]);
    const ahead = '2026-06-01T00:00:00.000Z';
    const expected = await ask({ at: ahead });
    api.setClock(ahead);
    const arrived = await ask({});
    expect(arrived.one.trust).toEqual(expected.one.trust);
    expect(owed(arrived)).toEqual(owed(expected));
    expect(arrived.rows.edges.length).toBeGreaterThan(1);
    for (const [index, { node }] of arrived.rows.edges.entries()) {
      expect(node.customerId).toBe(expected.rows.edges[index]?.node.customerId);
      expect(node.trust.score).toBeCloseTo(expected.rows.edges[index]?.node.trust.score ?? 0, 0);
    }
  });

  it('by another model is that model all through, and keeps up with what is recorded', async () => {
    const scores = async (model: string) =>
      (await ask({ model })).rows.edges.map(({ node }) => [node.customerId, node.trust] as const);
    const byFirst = new Map(await scores('trust-beta/1'));
    const bySecond = new Map(await scores(TRUST_BETA_2.id));
    expect([...byFirst.keys()].sort()).toEqual([...bySecond.keys()].sort());
    expect(bySecond.get('a')?.score).toBeGreaterThan(byFirst.get('a')?.score ?? 100);
    await api.accept('recordMisstatement', { customerId: 'late', what: 'it was never tested' });
    const after = new Map(await scores('trust-beta/1'));
    expect(after.get('late')?.score).toBeLessThan((byFirst.get('late')?.score ?? 0) - 20);
    expect(after.get('a')).toEqual(byFirst.get('a'));
  });
});

/** The contacts of the second relationship, the latest first. */
function before_contacts(everything: Everything): [{ node: { contactId: string } }] {
  return (everything as unknown as { other: { contacts: { edges: [{ node: { contactId: string } }] } } }).other.contacts
    .edges;
}

/** What is owed, without the points, which a list of the present has as of when something last happened. */
const owed = ({ callsOwed }: Everything): string[] =>
  callsOwed.edges
    .map((edge) => {
      const { pointsAtStake: _, ...rest } = (edge as { node: { pointsAtStake: number } }).node;
      return JSON.stringify(rest);
    })
    .sort();

it.each([
  ['knownAt: "2026-01-01T00:00:00Z", knownAtPosition: "1"', 'BAD_USER_INPUT'],
  ['knownAtPosition: "x"', 'BAD_USER_INPUT'],
  ['knownAtPosition: "-1"', 'BAD_USER_INPUT'],
  ['knownAtPosition: "999999999"', 'BAD_USER_INPUT'],
  ['model: "nosuch"', 'MODEL_UNKNOWN'],
  ['asOf: "yesterday"', 'BAD_USER_INPUT'],
])('refuses %s', async (args, code) => {
  for (const field of [`relationship(customerId: "a", ${args})`, `relationships(${args})`]) {
    const { codes } = await api.codes(`{ ${field} { __typename } }`);
    expect(codes).toEqual([code]);
  }
});

it('has candidates beside the active model', async () => {
  const { relationship } = await api.ask<{
    relationship: { trust: { model: string; score: number }; candidates: { model: string; score: number }[] };
  }>(
    '{ relationship(customerId: "a", asOf: "2026-01-20T00:00:00Z", knownAt: "2026-01-20T00:00:00Z") { trust { model score } candidates { model score } } }',
  );
  expect(relationship.trust.model).toBe('trust-beta/3');
  expect(relationship.candidates.map(({ model }) => model)).toEqual(['trust-beta/1', 'trust-beta/2']);
  expect(relationship.candidates[0]?.score).not.toBe(relationship.trust.score);
});

it('compares two models of one relationship, to the class of evidence', async () => {
  type Side = { model: string; score: number; prior: number; cap: number };
  type Compared = {
    a: Side;
    b: Side;
    shift: number;
    classes: { class: string; a: number; b: number; shift: number }[];
    dimensions: { dimension: string }[];
  };
  const side = '{ model score prior cap }';
  const query = (a: string, b: string) =>
    `{ relationship(customerId: "a") { modelComparison(a: "${a}", b: "${b}") {
      a ${side} b ${side} shift dimensions { dimension a b } classes { class a b shift } } } }`;
  const { relationship } = await api.ask<{ relationship: { modelComparison: Compared } }>(
    query('trust-beta/1', 'trust-beta/2'),
  );
  const { a, b, shift, classes, dimensions } = relationship.modelComparison;
  expect([a.model, b.model, dimensions.length]).toEqual(['trust-beta/1', 'trust-beta/2', 4]);
  expect(shift).toBeCloseTo(b.score - a.score, 12);
  expect(shift).toBeGreaterThan(0);
  const byClass = classes.reduce((sum, each) => sum + each.shift, 0);
  expect(byClass + (b.prior - a.prior) + (b.cap - a.cap)).toBeCloseTo(shift, 9);
  expect((await api.codes(query('trust-beta/1', 'nosuch'))).codes).toEqual(['MODEL_UNKNOWN']);
});
