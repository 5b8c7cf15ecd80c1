import { CATALOG } from '#relationship';
import { everyContactField } from '../kit/contact-fields.js';
import { ApiUnderTest } from './api-under-test.js';
import { bringAboutTheOthers, NOW, recordOneOfEach, type Served } from './one-of-each.js';

// Mercurius runs a document as it is the first time, and compiled from the second time on. A subscription is never
// compiled. All three must answer alike.
type Node = Served & { readonly id: string };

const EVERY_FIELD = `__typename ${everyContactField()}`;
const LIST = `{ contacts(first: 200) { edges { node { ${EVERY_FIELD} } } } }`;
const BY_ID = `query($id: ID!) { node(id: $id) { ${EVERY_FIELD} } }`;

let api: ApiUnderTest;
let recorded: readonly Served[];
/** By id, as a subscriber hears of them: one of every type at least. */
let heard: ReadonlyMap<string, Node>;

beforeAll(async () => {
  api = await ApiUnderTest.start({ at: NOW, watchEveryMs: 10 });
  recorded = await recordOneOfEach(api);
  await bringAboutTheOthers(api);
  heard = await hearOfEveryType();
});
afterAll(() => api.stop());

async function hearOfEveryType(): Promise<ReadonlyMap<string, Node>> {
  const client = api.socket();
  const query = `subscription { contactRecorded(after: "0") { node { ${EVERY_FIELD} } } }`;
  const nodes = new Map<string, Node>();
  const missing = new Set([...CATALOG.map(({ type }) => type), ...recorded.map(({ contactId }) => contactId)]);
  for await (const { data, errors } of client.iterate<{ contactRecorded: { node: Node } }>({ query })) {
    if (!data) throw new Error(JSON.stringify(errors));
    const { node } = data.contactRecorded;
    nodes.set(node.contactId, node);
    missing.delete(node.__typename);
    missing.delete(node.contactId);
    if (missing.size === 0) break;
  }
  await client.dispose();
  return nodes;
}

const listed = async (): Promise<ReadonlyMap<string, Node>> => {
  const { contacts } = await api.ask<{ contacts: { edges: { node: Node }[] } }>(LIST);
  return new Map(contacts.edges.map(({ node }) => [node.contactId, node]));
};

it('serves each contact as the type that it was recorded as, with its facts', () => {
  for (const served of recorded) expect(heard.get(served.contactId)).toMatchObject(served);
});

it('serves those that no caller records: a need fulfilled, a due time that passed, a band that was left', () => {
  const nodes = [...heard.values()];
  for (const each of [
    { __typename: 'NeedFulfilled', customerId: 'acme', needId: 'N', change: 'A night shift' },
    { __typename: 'ObligationLapsed', customerId: 'lapsing', obligationKind: 'DELIVER' },
    { __typename: 'BandCrossed', customerId: 'lapsing', toBand: 'WATCH', model: 'trust-beta/3' },
  ])
    expect(nodes).toContainEqual(expect.objectContaining(each));
});

it('answers a list alike when it runs, is compiled and runs compiled', async () => {
  for (let run = 1; run <= 3; run += 1) {
    const nodes = await listed();
    for (const [contactId, node] of heard) expect([run, nodes.get(contactId)]).toEqual([run, node]);
  }
});

it('finds each by its node id as the type that it is', async () => {
  for (const node of heard.values()) expect(await api.ask(BY_ID, { id: node.id })).toEqual({ node });
});

const PAYLOADS = `mutation($checkIn: RecordCheckInInput!, $outcome: RecordOutcomeInput!, $win: CelebrateWinInput!) {
    recordCheckIn(input: $checkIn) { ...Payload contact { topics } }
    recordOutcome(input: $outcome) { ...Payload contact { outcomeKind } }
    celebrateWin(input: $win) { ...Payload contact { what } }
  }
  fragment Payload on ContactPayload {
    __typename replayed userErrors { code } relationship { customerId } contact { __typename type retracted }
  }`;

it('answers each mutation with the type that it records, and takes one fragment on all payloads', async () => {
  const customerId = 'acme';
  const variables = {
    checkIn: { customerId, topics: ['Rain'], idempotencyKey: '1' },
    outcome: { customerId, kind: 'LEFT', idempotencyKey: '2' },
    win: { customerId: 'nobody', what: 'None' },
  };
  for (const replayed of [false, true, true]) {
    const common = { replayed, userErrors: [], relationship: { customerId } };
    const contact = (type: string, own: object) => ({ __typename: type, type, retracted: false, ...own });
    expect(await api.ask(PAYLOADS, variables)).toEqual({
      recordCheckIn: {
        __typename: 'RecordCheckInPayload',
        ...common,
        contact: contact('CheckInHeld', { topics: ['Rain'] }),
      },
      recordOutcome: {
        __typename: 'RecordOutcomePayload',
        ...common,
        contact: contact('OutcomeObserved', { outcomeKind: 'LEFT' }),
      },
      celebrateWin: {
        __typename: 'CelebrateWinPayload',
        replayed: false,
        userErrors: [{ code: 'CUSTOMER_UNKNOWN' }],
        relationship: null,
        contact: null,
      },
    });
  }
});
