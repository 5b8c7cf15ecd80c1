import { setTimeout as delay } from 'node:timers/promises';
import { emptyViews } from '#read-models';
import { DEFAULT_MODEL } from '#trust';
import { until } from '../kit/until.js';
import { ApiUnderTest } from './api-under-test.js';
import { sample } from './scrape.js';

// Two hundred subscribers lose their connections at random while contacts are recorded, the server is restarted, its views
// are rebuilt and another model becomes active. Each comes back with its cursor, and must have heard what one hears who
// reads it all from the start.

const SUBSCRIBERS = 200;
const CUSTOMERS = 8;
/** One connection in so many messages is lost. */
const LOST_IN = 12;

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-01-01T09:00:00Z' });
  for (let i = 0; i < CUSTOMERS; i += 1)
    await api.accept('openRelationship', {
      customerId: `c${i}`,
      owner: i % 2 === 0 ? 'even' : 'odd',
      segment: 'partner',
    });
  await draft();
});
let isOver = false;
afterAll(() => {
  isOver = true;
  return api.stop();
});

type Change = {
  readonly cursor: string;
  readonly customerId: string;
  readonly cause: object;
  readonly standsFor: number;
  readonly after: object;
};
const FIELDS = 'cursor customerId before { score } after { score } cause { contact { contactId } }';
const ALL_FIELDS = `cursor customerId standsFor
  before { score band model asOf interval { low } } after { score band model asOf contributions { points contact { contactId } } }
  cause { contact { contactId note effect { points } } modelChange { from to at } bandCrossing { from to } obligation { kind } }`;

const THE_END = 'the end';

/** Hears changes from a cursor on, and gives up after so many, or at the end. */
async function hear(after: string, args = '', most = Infinity, fields = FIELDS): Promise<readonly Change[]> {
  const heard: Change[] = [];
  const client = api.socket();
  const query = `subscription($after: String) { trustChanged(after: $after${args}) { ${fields} } }`;
  try {
    for await (const { data } of client.iterate<{ trustChanged: Change }>({ query, variables: { after } })) {
      if (data == null) break;
      heard.push(data.trustChanged);
      if (heard.length >= most || data.trustChanged.customerId === THE_END) break;
    }
  } catch {
    // The connection was lost, or the server is just being restarted.
  }
  client.terminate();
  return heard;
}

/** Hears everything, over many connections. @param random below 1 */
async function hearAll(args: string, random: () => number): Promise<readonly Change[]> {
  const heard: Change[] = [];
  let after = '0';
  while (heard.at(-1)?.customerId !== THE_END && !isOver) {
    const more = await hear(after, args, 1 + Math.floor(random() * 2 * LOST_IN));
    heard.push(...more);
    after = more.at(-1)?.cursor ?? after;
    if (more.length === 0) await delay(50);
  }
  return heard;
}

/** Random numbers that a failure can be repeated with. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Another model, by which nobody has the score that they had. */
async function draft(): Promise<void> {
  const priors = { candour: 0.6, reliability: 0.6, responsiveness: 0.6, care: 0.6 };
  const document = JSON.stringify({ ...DEFAULT_MODEL.document, id: 'lower/1', priorsBySegment: { partner: priors } });
  const query = `mutation($document: String!) {
    draftModel(input: { document: $document }) { userErrors { code message } }
    shadowModel(input: { modelId: "lower/1" }) { userErrors { code } } }`;
  const changed = await api.ask<Readonly<Record<string, object>>>(query, { document });
  for (const payload of Object.values(changed)) expect(payload).toEqual({ userErrors: [] });
}
async function activate(more = ''): Promise<void> {
  const query = `mutation { activateModel(input: { modelId: "lower/1", reason: "try"${more} }) { userErrors { code } } }`;
  expect(await api.ask(query)).toEqual({ activateModel: { userErrors: [] } });
}

async function recordSome(note: string): Promise<void> {
  const each = Array.from({ length: CUSTOMERS }, (_, i) => `c${i}`);
  await Promise.all(each.map((customerId) => api.accept('recordCheckIn', { customerId, note })));
}

it('loses, doubles and reorders nothing for two hundred subscribers, whatever happens to connections, server and views', async () => {
  const own = ['', ', owner: "odd"', ', customerIds: ["c1", "c2", "the end"]'];
  const [all, odds, two] = own.map((_, kind) =>
    Array.from({ length: kind === 0 ? SUBSCRIBERS - 20 : 10 }, (_, i) => hearAll(own[kind] ?? '', randomFrom(1 + i))),
  );
  await recordSome('first');
  await api.restart();
  await recordSome('after a restart');
  await emptyViews(api.deployment.db);
  await recordSome('while the views are rebuilt');
  api.setClock('2026-02-01T09:00:00Z');
  await activate();
  await recordSome('by another model');
  await api.accept('openRelationship', { customerId: THE_END, owner: 'odd' });
  const inFull = () => hear('0', '', Infinity, ALL_FIELDS);
  const [expected, told] = [await hear('0'), await inFull()];
  // What a server tells that has told none of it before.
  await api.restart();
  expect(await inFull()).toEqual(told);
  // Openings, four check-ins each, the other model for each, and the end.
  expect(expected).toHaveLength(CUSTOMERS * 6 + 1);
  expect(expected.filter(({ cursor }) => cursor.includes('.'))).toHaveLength(CUSTOMERS);
  for (const heard of await Promise.all(all ?? [])) expect(heard).toEqual(expected);
  const isOdd = ({ customerId }: Change) => ['1', '3', '5', '7', 'd'].includes(customerId.at(-1) ?? '');
  for (const heard of await Promise.all(odds ?? [])) expect(heard).toEqual(expected.filter(isOdd));
  const isOfTwo = ({ customerId }: Change) => ['c1', 'c2', THE_END].includes(customerId);
  for (const heard of await Promise.all(two ?? [])) expect(heard).toEqual(expected.filter(isOfTwo));
}, 60_000);

it('tells of a model that became active, for each relationship that it scores otherwise, also to who comes later', async () => {
  const [change, ...others] = (await hear('0', '', Infinity, ALL_FIELDS)).filter(({ cursor }) => cursor.includes('.'));
  expect(change).toMatchObject({
    customerId: 'c0',
    standsFor: 1,
    before: { model: 'trust-beta/3', asOf: '2026-02-01T09:00:00.000Z' },
    after: { model: 'lower/1', asOf: '2026-02-01T09:00:00.000Z' },
    cause: {
      contact: null,
      obligation: null,
      bandCrossing: null,
      modelChange: { from: 'trust-beta/3', to: 'lower/1', at: '2026-02-01T09:00:00.000Z' },
    },
  });
  expect(others.map(({ customerId }) => customerId)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7']);
});

it('continues within the relationships that another model scores otherwise', async () => {
  const whole = await hear('0');
  const at = whole.findIndex(({ cursor }) => cursor.includes('.')) + 3;
  expect(await hear(whole[at]?.cursor ?? '')).toEqual(whole.slice(at + 1));
});

it('tells of nothing where another model scores nobody', async () => {
  const last = (await hear('0')).at(-1)?.cursor ?? '';
  await activate(', segment: "nobody"');
  await api.accept('recordCheckIn', { customerId: 'c3' });
  expect(await hear(last, '', 1)).toMatchObject([
    { customerId: 'c3', cause: { contact: { contactId: expect.any(String) as string } } },
  ]);
});

/** Of the changes that one hears who hears all: the newest of each customer, each part of the log by itself. */
const sums = (heard: readonly Change[]) =>
  Object.fromEntries(
    Object.entries(Object.groupBy(heard, ({ customerId }) => customerId)).map(([id, changes = []]) => [
      id,
      changes.reduce((sum, { standsFor }) => sum + standsFor, 0),
    ]),
  );

describe('whenSlow: NEWEST', () => {
  const NEWEST = ', whenSlow: NEWEST';
  const fields = `standsFor ${FIELDS}`;

  it('tells of what waits only the newest of each customer, which says how many it stands for', async () => {
    const all = (await hear('0', '', Infinity, fields)).slice(0, -1);
    const few = await hear('0', NEWEST, Infinity, fields);
    // Before the other model: eight customers once; the other model; after it.
    expect(few).toHaveLength(3 * CUSTOMERS + 1);
    expect(sums(few)).toEqual(sums([...all, few.at(-1) as Change]));
    const before = all.filter(({ cursor }) => !cursor.includes('.')).slice(0, 4 * CUSTOMERS);
    for (const change of few.slice(0, CUSTOMERS)) {
      expect(change.standsFor).toBe(4);
      const { cursor, ...newest } = before.findLast(({ customerId }) => customerId === change.customerId) as Change;
      expect(change).toEqual({ ...newest, standsFor: 4, cursor: expect.stringMatching(`^${cursor}\\b`) as string });
    }
  });

  it('continues after any of them, and stands for as many', async () => {
    const few = await hear('0', NEWEST, Infinity, fields);
    for (const at of [0, 3, CUSTOMERS - 1, CUSTOMERS + 2, 2 * CUSTOMERS])
      expect(await hear(few[at]?.cursor ?? '', NEWEST, Infinity, fields)).toEqual(few.slice(at + 1));
  });

  it('tells of each change by itself to who waits for it', async () => {
    const last = (await hear('0', NEWEST, Infinity, fields)).at(-1)?.cursor ?? '';
    const heard = hear(last, NEWEST, 2, fields);
    await api.accept('recordCheckIn', { customerId: 'c4' });
    expect((await heard).map(({ customerId, standsFor }) => [customerId, standsFor])).toEqual([
      ['c3', 1],
      ['c4', 1],
    ]);
  });
});

it('ends a subscription that asked for it, when more than a thousand events wait, and not for what was before', async () => {
  const client = api.socket();
  const query = 'subscription($after: String) { trustChanged(whenSlow: CLOSE, after: $after) { cursor } }';
  const heard: string[] = [];
  const ended = new Promise<unknown>((resolve) =>
    client.subscribe<{ trustChanged: { cursor: string } }>(
      { query, variables: { after: '0' } },
      {
        next: ({ data }) => heard.push(data?.trustChanged.cursor ?? ''),
        error: resolve,
        complete: () => resolve('complete'),
      },
    ),
  );
  await api.accept('recordCheckIn', { customerId: 'c5', note: 'present' });
  const present = '{ contacts(first: 1) { freshness { head } } }';
  const { contacts } = await api.ask<{ contacts: { freshness: { head: string } } }>(present);
  await until(() => heard.at(-1) === contacts.freshness.head);
  const contact = { type: 'CheckInHeld', input: { customerId: 'c6' }, recordedBy: 'ana', correlationId: 'x' };
  await api.deployment.log.recordAll(Array.from({ length: 1_101 }, () => contact));
  expect(await ended).toMatchObject([{ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } }]);
  await client.dispose();
});

it.each(['x', '1.x', '1.2', '5~9-9', '5~2-4', '1~0-99999999', '99999999'])(
  'refuses to begin after %s',
  async (after) => {
    const client = api.socket();
    const heard = client.iterate({ query: `subscription { trustChanged(after: "${after}") { cursor } }` }).next();
    const said = await heard.then(
      ({ value }) => JSON.stringify(value),
      (error: unknown) => JSON.stringify(error),
    );
    expect(said).toContain('BAD_USER_INPUT');
    await client.dispose();
  },
);

it('leaves no socket behind', () => until(async () => (await sample(api, 'rapport_open_sockets')) === 0));
