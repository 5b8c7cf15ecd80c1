import { parse, type GraphQLSchema } from 'graphql';
import { ROLES, type Actor, type Role } from '#access';
import { builtSchema } from '../../apps/api/src/public-schema/public-schema.js';
import { Guard } from '../../apps/api/src/edge/graphql/guard.js';
import { QUESTIONS } from '../../apps/api/src/mcp/tools/questions.js';
import { RECORDINGS } from '../../apps/api/src/mcp/tools/recordings.js';
import { Assistant } from '../assistants/assistant.js';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { EventStreamCaller } from '../e2e/event-stream-caller.js';
import { NOW, recordOneOfEach, STEPS } from '../e2e/one-of-each.js';
import { reaches, type Given } from './documents.js';

// Every field of the schema, by every role, for customers of the own and of another portfolio. The documents are made from
// the schema, so a field that is added is asked for here without a line in this file. A field without a right stops the start.

let api: ApiUnderTest;
let schema: GraphQLSchema;
let guard: Guard;
let nodeIds: string[] = [];
let testId = '';
/** The position of the last event, which every role sees. */
let head = '';
const tokens = new Map<Role, string>();

/** ben covers acme in what is recorded; zoe answers for another customer. */
const holder = (role: Role, identity: string): Actor => ({
  ...{ identity, role, portfolio: null, mayReadText: false },
  team: role === 'LEAD' ? 'south' : null,
});
const ZOE: Readonly<Record<Role, Actor>> = Object.fromEntries(
  ROLES.map((role) => [role, holder(role, 'zoe')]),
) as Record<Role, Actor>;

async function ask(role: Role, query: string): Promise<{ data?: unknown; errors?: { message: string }[] }> {
  const response = await api.send({ query }, { authorization: `Bearer ${tokens.get(role)}` });
  return (await response.json()) as { data?: unknown; errors?: { message: string }[] };
}

/** More at once than the server answers soon would be refused. */
const AT_ONCE = 32;

async function askAll(role: Role, ways: readonly { readonly query: string }[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let from = 0; from < ways.length; from += AT_ONCE)
    answers.push(...(await Promise.all(ways.slice(from, from + AT_ONCE).map(({ query }) => ask(role, query)))));
  return answers;
}

const HYPOTHETICAL = '{ hypothetical: { promisesMissed: { withinDays: 30 } }, waitSeconds: 20 }';
/** An opening supposed by zoe, and an issue, so that something is owed. */
const SUPPOSED = `[
  { type: RelationshipOpened, occurredAt: "2026-01-01T00:00:00Z", owner: "zoe", cadenceDays: 5 }
  { type: IssueReported, occurredAt: "2026-01-02T00:00:00Z", issueId: "supposed", title: "t", severity: MAJOR, raisedBy: CUSTOMER }]`;
/** @param id of a node @param customer whom the arguments name */
const given = (customer: string, id: string): Given => ({
  'Subscription.contactRecorded.after': '"0"',
  'Subscription.trustChanged.after': '"0"',
  'Query.node.id': JSON.stringify(id),
  'Query.relationship.customerId': JSON.stringify(customer),
  'Query.rehearsal.contact': `{ recordCheckIn: { customerId: ${JSON.stringify(customer)} } }`,
  'Query.whatIf.customerId': JSON.stringify(customer),
  'Query.whatIf.contacts': '[{ type: CheckInHeld }]',
  'Query.stressTest.input': HYPOTHETICAL,
  'Query.stressTestById.id': JSON.stringify(testId),
  'Relationship.trustDifference.from': '"2026-01-01T00:00:00Z"',
  'Relationship.trustDifference.to': '"2026-03-02T09:00:00Z"',
  'Relationship.trustHistory.from': '"2026-03-01T00:00:00Z"',
  'Relationship.trustHistory.to': '"2026-03-02T09:00:00Z"',
  'Relationship.modelComparison.a': '"trust-beta/1"',
  'Relationship.modelComparison.b': '"trust-beta/2"',
});

beforeAll(async () => {
  schema = await builtSchema();
  guard = new Guard(schema);
  // It asks for every field of every relationship at once, which costs more than a server takes by default.
  api = await ApiUnderTest.start({ at: NOW, settings: { MAX_QUERY_COST: '1000000' } });
  for (const role of ROLES) {
    const request = { name: role, actor: ZOE[role], expiresAt: null };
    tokens.set(role, await api.deployment.access.tokens.create(request, Date.parse(NOW)));
  }
  await recordOneOfEach(api);
  await api.accept('openRelationship', { customerId: 'own', name: 'Own', owner: 'zoe' });
  await api.accept('setExpectation', { customerId: 'own', expectationId: 'X', dueAt: '2026-03-05T09:00:00Z' });
  await api.accept('recordCheckIn', { customerId: 'own' });
  const found = await api.ask<Nodes>(`{
    all: contacts(first: 1) { freshness { head } }
    relationship(customerId: "acme") { id stakeholders { id } obligations { id } contacts(first: 200) { edges { node { id } } } }
    stressTest(input: ${HYPOTHETICAL}) { id } }`);
  const { id, stakeholders, obligations, contacts } = found.relationship;
  nodeIds = [
    id,
    ...[...stakeholders, ...obligations, ...contacts.edges.map(({ node }) => node)].map((each) => each.id),
  ];
  testId = found.stressTest.id;
  head = found.all.freshness.head;
}, 120_000);
afterAll(() => api.stop());

type WithId = { readonly id: string };
type Nodes = {
  readonly all: { readonly freshness: { readonly head: string } };
  readonly stressTest: WithId;
  readonly relationship: WithId & {
    readonly stakeholders: readonly WithId[];
    readonly obligations: readonly WithId[];
    readonly contacts: { readonly edges: readonly { readonly node: WithId }[] };
  };
};

it('reaches every field of an object that a query can reach', () => {
  const reached = new Set(reaches(schema, guard, ZOE.ADMIN, given('acme', 'x')).map(({ type }) => type));
  for (const type of [
    'Relationship',
    'CheckInHeld',
    'Obligation',
    'Stakeholder',
    'WaitingCustomer',
    'StressedRelationship',
  ])
    expect(reached).toContain(type);
});

it('answers an administrator every field, also those of another portfolio, so that the rest of this can fail', async () => {
  const found: string[] = [];
  for (const { query } of reaches(schema, guard, ZOE.ADMIN, given('acme', nodeIds[0] ?? ''))) {
    const { data, errors } = await ask('ADMIN', query);
    expect([query, errors]).toEqual([query, undefined]);
    found.push(JSON.stringify(data));
  }
  for (const word of [...FOREIGN, ...PERSONAL]) expect(found.some((text) => text.includes(word))).toBe(true);
}, 120_000);

/** What tells of the customer of the other portfolio; quoted, where it is a word that may stand elsewhere. */
const FOREIGN = ['"acme"', 'Acme', '"ben"', '"mills"'];
/** Personal texts on record; the name of the customer is none of them. */
const PERSONAL = [
  '"Sam"',
  '"Fine"',
  '"Holiday"',
  '"By hand"',
  '"Another"',
  '"A call"',
  '"Nights"',
  '"Mixed up"',
  '"Tired"',
  '"It is back"',
];

describe.each(['RECORDER', 'LEAD'] as const)('a %s', (role) => {
  it('finds nothing of another portfolio by any field', async () => {
    for (const { query } of reaches(schema, guard, ZOE[role], given('acme', nodeIds[0] ?? ''))) {
      const { data, errors } = await ask(role, query);
      expect([query, errors]).toEqual([query, undefined]);
      const text = JSON.stringify(data);
      for (const word of FOREIGN) expect([query, text.includes(word), word]).toEqual([query, false, word]);
      for (const id of nodeIds) expect([query, text.includes(id)]).toEqual([query, false]);
    }
  }, 120_000);

  it('is answered for another customer as for one who does not exist, by every argument and by every node', async () => {
    const roots = ['node', 'rehearsal', 'relationship', 'whatIf'];
    const answers = async (customer: string, id: string) =>
      askAll(
        role,
        reaches(schema, guard, ZOE[role], given(customer, id)).filter(({ root }) => roots.includes(root)),
      );
    const unknown = await answers('nobody', Buffer.from('Relationship:nobody').toString('base64url'));
    expect(await answers('acme', nodeIds[0] ?? '')).toEqual(unknown);
    for (const id of nodeIds)
      expect(await ask(role, `{ node(id: "${id}") { __typename id } }`)).toEqual({ data: { node: null } });
  });

  it('finds nothing on record with another customer whose opening it supposes', async () => {
    const answers = async (customer: string) => {
      const values = { ...given(customer, ''), 'Query.whatIf.contacts': SUPPOSED };
      const ways = reaches(schema, guard, ZOE[role], values).filter(({ root }) => root === 'whatIf');
      return askAll(role, ways);
    };
    const [unseen, unknown] = [JSON.stringify(await answers('acme')), JSON.stringify(await answers('nobody'))];
    expect(unseen).toContain('"supposed"');
    for (const word of ['Acme', '"ben"', '"mills"', ...PERSONAL, ...nodeIds.filter((id) => id !== nodeIds[0])])
      expect([unseen.includes(word), word]).toEqual([false, word]);
    const withoutIds = (text: string) =>
      text
        .replaceAll('"acme"', '"nobody"')
        .replace(/"id":"[^"]*"/g, '"id"')
        .replace(/"contactId":"[^"]*"/g, '"contactId"');
    expect(withoutIds(unseen)).toBe(withoutIds(unknown));
  });

  it('is refused to record with another customer as with one who does not exist, by every mutation', async () => {
    for (const [mutation, , sent] of STEPS) {
      const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const query = `mutation($input: ${input}!) { ${mutation}(input: $input) { contact { contactId } replayed position userErrors { code field message } } }`;
      const answered = async (customerId: string) => {
        const owner = 'owner' in sent ? { owner: 'zoe' } : {};
        const variables = { input: { ...sent, ...owner, customerId } };
        const response = await api.send({ query, variables }, { authorization: `Bearer ${tokens.get(role)}` });
        return (await response.json()) as { data?: Readonly<Record<string, { contact: unknown }>> };
      };
      const unseen = await answered('acme');
      expect(unseen.data?.[mutation]?.contact ?? null).toBeNull();
      // What an opening does with a customer who does not exist is to open, so there is nothing to compare.
      if (mutation !== 'openRelationship') expect([mutation, unseen]).toEqual([mutation, await answered('nobody')]);
    }
  });
});

describe.each(['DASHBOARD', 'ANALYST'] as const)('a %s', (role) => {
  it('sees every relationship and no personal text by any field that it may use', async () => {
    const seen: string[] = [];
    for (const { query } of reaches(schema, guard, ZOE[role], given('acme', nodeIds[0] ?? ''))) {
      const { data, errors } = await ask(role, query);
      expect([query, errors]).toEqual([query, undefined]);
      const text = JSON.stringify(data);
      seen.push(text);
      for (const word of PERSONAL) expect([query, text.includes(word), word]).toEqual([query, false, word]);
    }
    expect(seen.some((text) => text.includes('"acme"'))).toBe(true);
    expect(seen.some((text) => text.includes('Acme'))).toBe(role === 'DASHBOARD');
  }, 120_000);
});

it.each(ROLES)(
  'refuses %s every field that is not its own, before anything runs',
  async (role) => {
    const refused: string[] = [];
    // The guard judges by type and field, so one way to each type will do.
    const ways = new Map(reaches(schema, guard, ZOE.ADMIN, given('acme', 'x')).map((each) => [each.type, each]));
    for (const { query } of ways.values()) {
      const needed = [...(guard.neededBy(parse(query)).get('')?.keys() ?? [])];
      if (needed.every((right) => right.has(ZOE[role]))) continue;
      const { data, errors = [] } = await ask(role, query);
      expect([query, data]).toEqual([query, undefined]);
      expect(errors.length).toBeGreaterThan(0);
      refused.push(query);
    }
    expect(refused.length > 0).toBe(role !== 'ADMIN');
  },
  120_000,
);

/** All that a subscription tells from the start of the log up to its end. */
async function told(role: Role, query: string): Promise<string> {
  const stream = await EventStreamCaller.open(api, query, { authorization: `Bearer ${tokens.get(role)}` });
  const texts: string[] = [];
  for (let event = await stream.next(); event !== null; event = await stream.next()) {
    texts.push(event.data);
    if (event.id === head) break;
  }
  stream.leave();
  return texts.join('\n');
}

describe.each(ROLES)('by every subscription, %s', (role) => {
  it('is told what it sees, with the fields that it may use', async () => {
    const texts: string[] = [];
    for (const { query } of reaches(schema, guard, ZOE[role], given('acme', 'x'), 'Subscription')) {
      const text = await told(role, query);
      expect([query, text.includes('"data"'), text.includes('"errors"')]).toEqual([query, true, false]);
      texts.push(text);
    }
    const all = texts.join('\n');
    const seesAll = role !== 'RECORDER' && role !== 'LEAD';
    for (const word of FOREIGN_TOLD) expect([word, all.includes(word)]).toEqual([word, seesAll]);
    const readsText = role === 'ADMIN';
    for (const word of PERSONAL) expect([word, all.includes(word)]).toEqual([word, readsText]);
  }, 120_000);
});

/** What tells of the customer of the other portfolio in what is recorded. */
const FOREIGN_TOLD = ['"acme"', '"ben"'];

/** What each tool of assistants is asked about a customer. */
function askedOf(tool: string, customer: string): Readonly<Record<string, unknown>> {
  const mutation = RECORDINGS.find(({ name }) => name === tool)?.mutation;
  if (mutation !== undefined) return { ...STEPS.find(([name]) => name === mutation)?.[2], customerId: customer };
  const named = { customerId: customer };
  if (tool === 'what_if') return { ...named, contacts: [{ type: 'CheckInHeld' }] };
  if (tool === 'stress_test') return { input: { hypothetical: { promisesMissed: { withinDays: 30 } } } };
  return ['brief', 'why_trust_moved'].includes(tool) ? named : {};
}

describe.each(ROLES)('by every tool of assistants, %s', (role) => {
  const seesAll = role !== 'RECORDER' && role !== 'LEAD';
  const records = role !== 'DASHBOARD' && role !== 'ANALYST';
  let assistant: Assistant;
  let tools: readonly string[];
  beforeAll(async () => {
    assistant = await Assistant.connect(api, tokens.get(role));
    tools = (await assistant.client.listTools()).tools.map(({ name }) => name);
  });
  afterAll(() => assistant.close());

  it('is offered the questions, and to record if the role may, and is refused what is not offered', async () => {
    expect(tools).toEqual([...QUESTIONS, ...(records ? RECORDINGS : [])].map(({ name }) => name));
    for (const { name } of records ? [] : RECORDINGS) {
      const { told } = await assistant.call(name, askedOf(name, 'acme'));
      expect([name, told.errors?.[0]?.code]).toEqual([name, 'FORBIDDEN']);
    }
  });

  it('is told what it sees, with the text that it may read', async () => {
    const texts: string[] = [];
    for (const name of tools) {
      const { text, told, isError } = await assistant.call(name, askedOf(name, 'acme'));
      expect([name, isError, told.errors]).toEqual([name, false, undefined]);
      texts.push(text);
    }
    for (const uri of seesAll ? ['rapport://relationship/acme', 'rapport://relationship/acme/timeline'] : [])
      texts.push(JSON.stringify(await assistant.read(uri)));
    const all = texts.join('\n');
    // The name of the holder is no sign: zoe is asked about acme by name only in a refusal.
    for (const word of ['Acme', '"ben"', '"mills"'])
      expect([word, all.includes(word)]).toEqual([word, seesAll && (word !== 'Acme' || role !== 'ANALYST')]);
    for (const word of TOLD_TO_ASSISTANTS) expect([word, all.includes(word)]).toEqual([word, role === 'ADMIN']);
  }, 120_000);

  it('is told of another customer what is told of one who does not exist', async () => {
    if (seesAll) return;
    for (const name of tools) {
      const { text } = await assistant.call(name, askedOf(name, 'acme'));
      const { text: unknown } = await assistant.call(name, askedOf(name, 'nobody'));
      expect([name, text]).toEqual([name, unknown]);
    }
    for (const end of ['', '/timeline'])
      await expect(assistant.read(`rapport://relationship/acme${end}`)).rejects.toThrow('There is no such resource');
    expect(JSON.stringify(await assistant.client.listResources())).not.toContain('acme');
  }, 120_000);
});

/** Of the personal texts on record, those that some tool or resource tells. */
const TOLD_TO_ASSISTANTS = ['"Sam"', '"Fine"', '"Nights"', '"Tired"', '"Late"'];
