import { DEFAULT_MODEL } from '#trust';
import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-01-01T09:00:00Z' });
  for (const [customerId, segment] of [
    ['p', 'partner'],
    ['o', 'other'],
  ])
    await api.accept('openRelationship', { customerId, segment });
  await api.accept('recordCheckIn', { customerId: 'p' });
});
afterAll(() => api.stop());

type Payload = {
  readonly model: { readonly id: string; readonly state: string } | null;
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null; readonly message: string }[];
};

async function change(mutation: string, input: object): Promise<Payload> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { changed: ${mutation}(input: $input) { model { id state } replayed userErrors { code field message } } }`;
  return (await api.ask<{ changed: Payload }>(query, { input })).changed;
}

/** A model of another prior, and with a cadence for partners. */
const document = (id: string, changed: object = {}) =>
  JSON.stringify({
    ...DEFAULT_MODEL.document,
    id,
    cadenceDaysBySegment: { partner: 10 },
    priorsBySegment: { partner: PRIORS },
    ...changed,
  });
const PRIORS = { candour: 0.6, reliability: 0.6, responsiveness: 0.6, care: 0.6 };

type Listed = { readonly customerId: string; readonly trust: { readonly score: number; readonly model: string } };
const rows = async (): Promise<Record<string, [string, number]>> => {
  const query = '{ relationships { edges { node { customerId trust { score model } } } } }';
  const { relationships } = await api.ask<{ relationships: { edges: { node: Listed }[] } }>(query);
  return Object.fromEntries(
    relationships.edges.map(({ node: { customerId, trust } }) => [customerId, [trust.model, Math.floor(trust.score)]]),
  );
};

const LISTED =
  '{ models { id state isDefault activeSegments shadowSince draftedBy activations { segment at by reason } } }';
const inShadow = (id: string) => ({
  id,
  state: 'SHADOW',
  isDefault: false,
  activeSegments: [],
  shadowSince: '2026-01-01T09:00:00.000Z',
  draftedBy: null,
  activations: [],
});
const activeAtFirst = (id: string, activation: object) => ({
  ...inShadow(id),
  state: 'ACTIVE',
  isDefault: true,
  shadowSince: null,
  activations: [{ segment: null, ...activation }],
});

it('lists those that come with the release: in a new store the newest is active, the others are in shadow', async () => {
  const activation = { at: '2026-01-01T09:00:00.000Z', by: 'release', reason: 'The model of a new store.' };
  expect((await api.ask<{ models: object[] }>(LISTED)).models).toEqual([
    activeAtFirst('trust-beta/3', activation),
    inShadow('trust-beta/1'),
    inShadow('trust-beta/2'),
  ]);
});

it('goes from a draft through its time in shadow to being the one that scores are read by', async () => {
  expect(await change('draftModel', { document: document('mine/1') })).toMatchObject({
    model: { state: 'DRAFT' },
    replayed: false,
  });
  expect(await change('draftModel', { document: document('mine/1') })).toMatchObject({ replayed: true });
  expect(await change('activateModel', { modelId: 'mine/1', reason: 'now' })).toMatchObject({
    model: null,
    userErrors: [{ code: 'MODEL_NOT_IN_SHADOW', field: 'modelId' }],
  });
  expect(await change('shadowModel', { modelId: 'mine/1' })).toMatchObject({ model: { state: 'SHADOW' } });
  api.setClock('2026-01-15T08:59:59.999Z');
  const early = await change('activateModel', { modelId: 'mine/1', segment: 'partner', reason: 'partners are new' });
  expect(early.userErrors).toEqual([
    {
      code: 'MODEL_SHADOW_TOO_SHORT',
      field: 'modelId',
      message: 'The model may be made active from 2026-01-15T09:00:00.000Z on, not before.',
    },
  ]);
  expect(await rows()).toMatchObject({ p: ['trust-beta/3', 70], o: ['trust-beta/3', 70] });
  api.setClock('2026-01-15T09:00:00Z');
  await change('activateModel', { modelId: 'mine/1', segment: 'partner', reason: 'partners are new' });
  expect(await rows()).toMatchObject({ p: ['mine/1', 60], o: ['trust-beta/3', 70] });
});

it('says who made it active and why, and marks the history', async () => {
  const { models } = await api.ask<{ models: { id: string; activations: object[]; activeSegments: string[] }[] }>(
    '{ models { id activeSegments activations { segment at by reason } } }',
  );
  expect(models.find(({ id }) => id === 'mine/1')).toEqual({
    id: 'mine/1',
    activeSegments: ['partner'],
    activations: [{ segment: 'partner', at: '2026-01-15T09:00:00.000Z', by: 'admin', reason: 'partners are new' }],
  });
  type Point = {
    at: string;
    score: number;
    markers: { kind: string; at: string; fromModel: string; toModel: string }[];
  };
  const { relationship } = await api.ask<{ relationship: { trustHistory: Point[] } }>(
    '{ relationship(customerId: "p") { trustHistory(from: "2026-01-14T00:00:00Z", to: "2026-01-16T00:00:00Z", points: 3) { at score markers { kind at fromModel toModel } } } }',
  );
  expect(relationship.trustHistory.map(({ score }) => Math.floor(score))).toEqual([70, 70, 60]);
  expect(relationship.trustHistory.flatMap(({ markers }) => markers)).toEqual([
    { kind: 'MODEL', at: '2026-01-15T09:00:00.000Z', fromModel: 'trust-beta/3', toModel: 'mine/1' },
  ]);
});

it('owes a check-in by the cadence of the segment, where nothing was promised to the customer', async () => {
  const { callsOwed } = await api.ask<{ callsOwed: { edges: { node: object }[] } }>(
    '{ callsOwed(kinds: [CHECK_IN]) { edges { node { customerId obligationId dueAt } } } }',
  );
  expect(callsOwed.edges.map(({ node }) => node)).toEqual([
    { customerId: 'p', obligationId: expect.stringMatching(/^CHECK_IN:/) as string, dueAt: '2026-01-11T09:00:00.000Z' },
  ]);
  const { obligationId } = callsOwed.edges[0]?.node as { obligationId: string };
  await api.accept('deferObligation', {
    customerId: 'p',
    obligationId,
    until: '2026-02-01T00:00:00Z',
    reason: 'on leave',
  });
  const after = await api.ask<{ callsOwed: { edges: unknown[] } }>(
    '{ callsOwed(kinds: [CHECK_IN]) { edges { cursor } } }',
  );
  expect(after.callsOwed.edges).toEqual([]);
});

it('keeps the registry over a restart', async () => {
  await api.restart();
  expect(await rows()).toMatchObject({ p: ['mine/1', 60], o: ['trust-beta/3', 70] });
  expect(await change('retireModel', { modelId: 'mine/1', reason: 'worse' })).toMatchObject({
    userErrors: [{ code: 'MODEL_ACTIVE' }],
  });
  await change('releaseModel', { modelId: 'mine/1', segment: 'partner', reason: 'the same for all' });
  expect(await rows()).toMatchObject({ p: ['trust-beta/3', 70] });
});

it.each([
  ['{', 'document', 'The document must be JSON.'],
  ['null', 'document.id', 'The document must be a JSON object with an id of at most 100 printable characters.'],
  [
    JSON.stringify({ id: 'x'.repeat(101) }),
    'document.id',
    'The document must be a JSON object with an id of at most 100 printable characters.',
  ],
  [document('a\nb'), 'document.id', expect.stringContaining('printable') as string],
  [document('mine/1 '), 'document.id', expect.stringContaining('printable') as string],
  [document('mine/2', { cap: 1.5 }), 'document.cap', 'cap must be a number from 0 to 1.'],
  [document('mine/2', { state: 'ACTIVE' }), 'document.state', expect.stringContaining('is not a field') as string],
])('refuses the document %#, and says where', async (text, field, message) => {
  expect((await change('draftModel', { document: text })).userErrors).toEqual([
    { code: 'MODEL_INVALID', field, message },
  ]);
});

it('refuses what is no form filled in', async () => {
  expect(await change('retireModel', { modelId: ' ', reason: 'r'.repeat(1001) })).toMatchObject({
    userErrors: [
      { code: 'FIELD_EMPTY', field: 'modelId' },
      { code: 'FIELD_TOO_LONG', field: 'reason' },
    ],
  });
  expect(await change('retireModel', { modelId: 'nosuch', reason: 'r'.repeat(1000) })).toMatchObject({
    userErrors: [{ code: 'MODEL_UNKNOWN', field: 'modelId' }],
  });
});

it('reads a draft that is written anew by its new numbers, in lists and stress tests too, and the old ones there', async () => {
  const ask = async (args: string) => {
    const { relationships, stressTest } = await api.ask<{
      relationships: { edges: { node: { trust: { score: number } } }[] };
      stressTest: { relationships: { edges: { node: { before: { score: number } } }[] } };
    }>(`{ relationships(model: "re/1"${args}) { edges { node { trust { score } } } }
      stressTest(model: "re/1"${args}, input: { hypothetical: { ownerSilent: { days: 30 } } }) {
        relationships(which: CONCERNED) { edges { node { before { score } } } } } }`);
    const scores = relationships.edges.map(({ node }) => Math.round(node.trust.score));
    return [scores, stressTest.relationships.edges.map(({ node }) => Math.round(node.before.score)).sort()];
  };
  const prior = (points: number) => ({ candour: points, reliability: points, responsiveness: points, care: points });
  const drafted = (points: number) =>
    change('draftModel', {
      document: document('re/1', { priorsBySegment: { partner: prior(points), other: prior(points) } }),
    });
  await drafted(0.5);
  const { relationships } = await api.ask<{ relationships: { freshness: { head: string } } }>(
    '{ relationships { freshness { head } } }',
  );
  const then = `, knownAtPosition: "${relationships.freshness.head}"`;
  const first = await ask('');
  const firstThen = await ask(then);
  await drafted(0.3);
  const second = await ask('');
  expect(second[0]?.[0]).toBeLessThan((first[0]?.[0] ?? 0) - 15);
  expect(second[1]?.[0]).toBeLessThan((first[1]?.[0] ?? 0) - 15);
  expect(await ask(then)).toEqual(firstThen);
});

it('names with each answer the model that it can be had again by, while models are being activated', async () => {
  await change('draftModel', { document: document('other/1') });
  await change('shadowModel', { modelId: 'other/1' });
  api.setClock('2026-03-01T00:00:00Z');
  await change('activateModel', { modelId: 'other/1', segment: 'partner', reason: 'first' });
  type Answer = { relationship: { trust: { model: string; score: number; asOf: string; knownAtPosition: string } } };
  const answers: Answer[] = [];
  const activating = (async () => {
    for (let i = 0; i < 10; i += 1) {
      await change('activateModel', {
        modelId: i % 2 === 0 ? 'trust-beta/3' : 'other/1',
        segment: 'partner',
        reason: 'x',
      });
      await api.accept('recordCheckIn', { customerId: 'p' });
    }
  })();
  const reading = (async () => {
    for (let i = 0; i < 60; i += 1)
      answers.push(
        await api.ask<Answer>('{ relationship(customerId: "p") { trust { model score asOf knownAtPosition } } }'),
      );
  })();
  await Promise.all([activating, reading]);
  for (const { relationship } of answers) {
    const { asOf, knownAtPosition } = relationship.trust;
    const again = await api.ask<Answer>(
      `{ relationship(customerId: "p", asOf: "${asOf}", knownAtPosition: "${knownAtPosition}") { trust { model score asOf knownAtPosition } } }`,
    );
    expect(again.relationship).toEqual(relationship);
  }
  expect(new Set(answers.map(({ relationship }) => relationship.trust.model)).size).toBe(2);
});
