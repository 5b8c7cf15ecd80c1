import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

type Need = {
  id: string;
  needId: string;
  status: string;
  need: string | null;
  waiting: number;
  timesAsked: number;
  alternativesAccepted: number;
  owner: string | null;
  steps: { step: string }[];
  waitingCustomers: { customerId: string; since: string; lastRequest: { asked: string } }[];
};
const FIELDS = `id needId status need waiting waitingSince customersAsked timesAsked alternativesAccepted fulfilledAt owner
  steps { step owner recordedBy } fulfilments { change done }
  waitingCustomers { customerId since timesAsked lastRequest { ... on RequestDeclined { asked } } relationship { customerId } }`;

const needs = async (args = ''): Promise<Need[]> => {
  const { needs: found } = await api.ask<{ needs: { edges: { node: Need }[] } }>(
    `{ needs${args} { edges { node { ${FIELDS} } } freshness { isCurrent } } }`,
  );
  return found.edges.map(({ node }) => node);
};
const need = async (needId: string): Promise<Need | undefined> =>
  (await needs()).find((each) => each.needId === needId);

type StepPayload = { step: object | null; need: Need | null; replayed: boolean; userErrors: { code: string }[] };
const takeStep = async (input: object): Promise<StepPayload> => {
  const query = `mutation($input: TakeNeedStepInput!) { takeNeedStep(input: $input) {
    step { step owner recordedBy } need { ${FIELDS} } replayed userErrors { code field } } }`;
  return (await api.ask<{ takeNeedStep: StepPayload }>(query, { input })).takeNeedStep;
};
type FulfilPayload = {
  need: Need | null;
  contacts: { contactId: string; type: string; customerId: string }[];
  skipped: object[];
  replayed: boolean;
  userErrors: { code: string; field: string | null }[];
};
const fulfil = async (input: object): Promise<FulfilPayload> => {
  const query = `mutation($input: FulfilNeedInput!) { fulfilNeed(input: $input) {
    fulfilment { change done } need { ${FIELDS} } contacts { contactId type customerId } skipped { customerId code }
    replayed userErrors { code field } } }`;
  return (await api.ask<{ fulfilNeed: FulfilPayload }>(query, { input })).fulfilNeed;
};

const at = (day: number) => `2026-03-0${day}T09:00:00.000Z`;
const waiting = async (needId: string, ...customerIds: string[]): Promise<void> => {
  for (const [index, customerId] of customerIds.entries()) {
    await api.accept('openRelationship', { customerId, occurredAt: at(1) });
    const request = { requestId: 'R', needId, need: `${needId} of ${customerId}`, asked: `asked by ${customerId}` };
    await api.accept('declineRequest', { customerId, ...request, occurredAt: at(index + 2) });
  }
};

it('given a no that several customers heard, then the register says who waits, since when, in whose words', async () => {
  await waiting('nights', 'n1', 'n2');
  await api.accept('recordRequest', { customerId: 'n1', needId: 'nights', occurredAt: at(5) });
  expect(await need('nights')).toMatchObject({
    status: 'OPEN',
    need: 'nights of n1',
    waiting: 2,
    timesAsked: 3,
    owner: null,
    steps: [],
    waitingCustomers: [
      { customerId: 'n1', since: at(2) },
      { customerId: 'n2', since: at(3), lastRequest: { asked: 'asked by n2' } },
    ],
  });
  expect((await needs('(status: FULFILLED)')).map(({ needId }) => needId)).not.toContain('nights');
});

it('given a step towards the yes, then the need is a pathway with an owner, and repeating it adds nothing', async () => {
  await waiting('weekends', 'w1');
  const input = { needId: 'weekends', step: 'Asked the second team', owner: 'ana', idempotencyKey: 'S' };
  const first = await takeStep(input);
  expect(first).toMatchObject({
    step: { step: 'Asked the second team', owner: 'ana', recordedBy: 'admin' },
    need: { status: 'PATHWAY', owner: 'ana' },
    replayed: false,
    userErrors: [],
  });
  expect(await takeStep(input)).toEqual({ ...first, replayed: true });
  expect(await need('weekends')).toMatchObject({ status: 'PATHWAY', steps: [{ step: 'Asked the second team' }] });
});

it('given a need fulfilled, then every customer who waited is owed a call, once, and the need is found by its node id', async () => {
  await waiting('mobile', 'm1', 'm2', 'm3');
  await api.accept('closeRelationship', { customerId: 'm3' });
  const input = { needId: 'mobile', change: 'An app', idempotencyKey: 'F' };
  const first = await fulfil(input);
  expect(first).toMatchObject({
    fulfilment: { change: 'An app', done: true },
    need: { status: 'FULFILLED', waiting: 0, waitingCustomers: [] },
    replayed: false,
    userErrors: [],
  });
  expect(first.contacts.map(({ type, customerId }) => [type, customerId])).toEqual([
    ['NeedFulfilled', 'm1'],
    ['NeedFulfilled', 'm2'],
  ]);
  const again = await fulfil(input);
  expect([again.replayed, again.contacts]).toEqual([true, first.contacts]);
  const { callsOwed } = await api.ask<{ callsOwed: { edges: { node: { customerId: string; about: object } }[] } }>(
    '{ callsOwed(kinds: [FOLLOW_UP]) { edges { node { customerId about { needId } } } } }',
  );
  const owed = callsOwed.edges.map(({ node }) => node);
  expect(owed).toHaveLength(2);
  expect(owed).toEqual(
    expect.arrayContaining([
      { customerId: 'm1', about: { needId: 'mobile' } },
      { customerId: 'm2', about: { needId: 'mobile' } },
    ]),
  );
  const { node } = await api.ask<{ node: object }>(
    'query($id: ID!) { node(id: $id) { __typename ... on Need { needId status } } }',
    { id: first.need?.id },
  );
  expect(node).toEqual({ __typename: 'Need', needId: 'mobile', status: 'FULFILLED' });
});

it('refuses what nobody asked for', async () => {
  const refused = { userErrors: [{ code: 'NEED_UNKNOWN', field: 'needId' }] };
  expect(await takeStep({ needId: 'nobody asked', step: 'None' })).toMatchObject({ ...refused, step: null });
  expect(await fulfil({ needId: 'nobody asked' })).toMatchObject({ ...refused, contacts: [], need: null });
});
