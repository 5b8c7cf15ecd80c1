import { ApiUnderTest } from '../e2e/api-under-test.js';
import { NOW, recordOneOfEach } from '../e2e/one-of-each.js';
import { Assistant, at } from './assistant.js';

// Assistants over the Model Context Protocol, by its official client, which checks each answer against the schema of its tool.

let api: ApiUnderTest;
let assistant: Assistant;

beforeAll(async () => {
  api = await ApiUnderTest.start({ at: NOW });
  await recordOneOfEach(api);
  assistant = await Assistant.connect(api);
}, 60_000);
afterAll(async () => {
  await assistant.close();
  await api.stop();
});

const contactsOf = async (customerId: string): Promise<number> => {
  const query = `query($customerId: ID!) { contacts(first: 200, filter: { customerId: $customerId }) { edges { node { contactId } } } }`;
  return (await api.ask<{ contacts: { edges: object[] } }>(query, { customerId })).contacts.edges.length;
};

describe('a question', () => {
  it.each([
    ['calls_owed', {}],
    ['find_customer', { search: 'acm' }],
    ['brief', { customerId: 'acme' }],
    ['why_trust_moved', { customerId: 'acme' }],
    ['what_if', { customerId: 'acme', contacts: [{ type: 'CheckInHeld' }] }],
    ['stress_test', { input: { hypothetical: { promisesMissed: { withinDays: 30 } } } }],
    ['needs', {}],
    ['measures', { customerId: 'acme' }],
    ['contacts', { customerId: 'acme', first: 100 }],
  ])('%s is answered with what its schema says', async (name, given) => {
    const { isError, told, text } = await assistant.call(name, given);
    expect(told.errors).toBeUndefined();
    expect(isError).toBe(false);
    expect(Object.keys(told.data as object)).toHaveLength(1);
    expect(JSON.parse(text)).toEqual(told);
  });

  it('has a schema whose descriptions are those of the GraphQL schema', async () => {
    const { tools } = await assistant.client.listTools();
    const brief = tools.find(({ name }) => name === 'brief');
    expect(brief?.inputSchema).toMatchObject({
      properties: { customerId: { type: 'string', description: 'The id of the customer, as callers named it.' } },
      required: ['customerId'],
      additionalProperties: false,
    });
    expect(JSON.stringify(brief?.outputSchema)).toContain('The score');
  });

  it('is refused an argument that it does not take, and one of another type, by name', async () => {
    for (const given of [{ customer: 'acme' }, { customerId: { a: 1 } }]) {
      const { isError, told } = await assistant.call('brief', given);
      expect(isError).toBe(true);
      expect(told.errors).toEqual([expect.objectContaining({ code: 'BAD_USER_INPUT' })]);
      expect(told.errors?.[0]?.message).toContain(Object.keys(given)[0]);
    }
  });

  it('costs what it costs at the GraphQL door, and is refused a page that is too large', async () => {
    const { told } = await assistant.call('contacts', { first: 201 });
    expect(told.errors).toEqual([expect.objectContaining({ code: 'PAGE_TOO_LARGE' })]);
  });
});

describe('recording', () => {
  const ISSUE = { customerId: 'acme', issueId: 'new', title: 'Down', severity: 'MAJOR', raisedBy: 'PROVIDER' };

  it('shows first what it would do, and writes nothing; the second call records that, and once', async () => {
    const before = await contactsOf('acme');
    const { told: first } = await assistant.call('report_issue', ISSUE);
    expect(first).toMatchObject({ status: 'DRY_RUN', recorded: null, confirm: expect.any(String) as string });
    expect(at(first, 'dryRun.effect.owed')).toEqual([expect.objectContaining({ kind: expect.any(String) as string })]);
    expect(await contactsOf('acme')).toBe(before);

    const confirmed = { ...ISSUE, confirm: first.confirm };
    const { told: second } = await assistant.call('report_issue', confirmed);
    expect(second).toMatchObject({ status: 'RECORDED', dryRun: null, confirm: null });
    expect(await contactsOf('acme')).toBe(before + 1);

    const { told: third } = await assistant.call('report_issue', confirmed);
    expect(third).toMatchObject({ status: 'ALREADY_RECORDED' });
    expect(at(third, 'recorded.recorded.contact')).toEqual(at(second, 'recorded.recorded.contact'));
    expect(await contactsOf('acme')).toBe(before + 1);
  });

  it('shows the score that is then recorded', async () => {
    const facts = { customerId: 'acme', note: 'All is well' };
    const { told: first } = await assistant.call('record_check_in', facts);
    const { told: second } = await assistant.call('record_check_in', { ...facts, confirm: first.confirm });
    const score = at(first, 'dryRun.effect.after.score') as number;
    expect(score).not.toBe(at(first, 'dryRun.effect.before.score'));
    expect(at(second, 'recorded.recorded.relationship.trust.score')).toBeCloseTo(score, 6);
  });

  it('says why it would be refused, and gives nothing to confirm', async () => {
    const { told, isError } = await assistant.call('meet_expectation', { customerId: 'acme', expectationId: 'none' });
    expect(isError).toBe(false);
    expect(told).toMatchObject({ status: 'REFUSED', confirm: null });
    expect(at(told, 'dryRun.rehearsal.userErrors')).toEqual([expect.objectContaining({ code: 'EXPECTATION_UNKNOWN' })]);
  });

  it('is not confirmed by what another dry run gave: of other facts, of another tool, or of another caller', async () => {
    const facts = { customerId: 'acme' };
    const { told } = await assistant.call('record_check_in', facts);
    const request = { name: 'other', actor: ADMIN_TWO, expiresAt: null };
    const other = await Assistant.connect(api, await api.deployment.access.tokens.create(request, Date.parse(NOW)));
    const tries = [
      assistant.call('record_check_in', { ...facts, note: 'More', confirm: told.confirm }),
      assistant.call('celebrate_win', { ...facts, confirm: told.confirm }),
      other.call('record_check_in', { ...facts, confirm: told.confirm }),
      assistant.call('record_check_in', { ...facts, confirm: 'yes' }),
    ];
    const before = await contactsOf('acme');
    for (const { told: refused, isError } of await Promise.all(tries)) {
      expect(isError).toBe(true);
      expect(refused.errors).toEqual([expect.objectContaining({ code: 'CONFIRMATION_UNKNOWN' })]);
    }
    expect(await contactsOf('acme')).toBe(before);
    await other.close();
  });

  it('is not confirmed late; but what was recorded in time is told again', async () => {
    const facts = { customerId: 'acme', topics: ['Late'] };
    const [kept, lost] = [
      await assistant.call('record_check_in', facts),
      await assistant.call('record_check_in', facts),
    ];
    await assistant.call('record_check_in', { ...facts, confirm: kept.told.confirm });
    api.setClock('2026-03-02T09:16:00.000Z');
    const late = await assistant.call('record_check_in', { ...facts, confirm: lost.told.confirm });
    const again = await assistant.call('record_check_in', { ...facts, confirm: kept.told.confirm });
    api.setClock(NOW);
    expect(late.told.errors).toEqual([expect.objectContaining({ code: 'CONFIRMATION_EXPIRED' })]);
    expect(again.told).toMatchObject({ status: 'ALREADY_RECORDED' });
  });
});

describe('a rehearsal at the GraphQL door', () => {
  const rehearse = async (contact: object): Promise<unknown> => {
    const query =
      'query($contact: ReplacementInput!) { rehearsal(contact: $contact) { outcome userErrors { code field } } }';
    return (await api.ask<{ rehearsal: unknown }>(query, { contact })).rehearsal;
  };
  const head = () => api.deployment.store.head();

  it('answers as the mutation would, and leaves neither an event nor a key', async () => {
    const before = await head();
    const open = { openRelationship: { customerId: 'imagined', name: 'Imagined' } };
    for (let i = 0; i < 2; i += 1)
      expect(await rehearse(open)).toEqual({ outcome: 'WOULD_BE_RECORDED', userErrors: [] });
    expect(await rehearse({ openRelationship: { customerId: 'acme' } })).toEqual({
      outcome: 'WOULD_BE_REFUSED',
      userErrors: [{ code: 'RELATIONSHIP_ALREADY_OPEN', field: 'contact.openRelationship.customerId' }],
    });
    expect(await rehearse({ recordCheckIn: { customerId: 'imagined' } })).toMatchObject({
      userErrors: [{ code: 'CUSTOMER_UNKNOWN' }],
    });
    expect(await head()).toBe(before);
    expect(api.deployment.log.isReadable('imagined')).toBe(false);
  });

  it('says what is on record already', async () => {
    const input = { customerId: 'acme', expectationId: 'once', what: 'A plan', dueAt: '2026-03-09T09:00:00Z' };
    await api.accept('setExpectation', input);
    expect(await rehearse({ setExpectation: input })).toEqual({ outcome: 'ALREADY_RECORDED', userErrors: [] });
  });
});

const ADMIN_TWO = { identity: 'two', role: 'ADMIN', team: null, portfolio: null, mayReadText: false } as const;

describe('a resource', () => {
  it('is a relationship, listed and read', async () => {
    const { resources } = await assistant.client.listResources();
    const [first] = resources.filter(({ name }) => name === 'acme');
    expect(first?.uri).toBe('rapport://relationship/acme');
    expect(await assistant.read(first?.uri ?? '')).toMatchObject({
      data: { relationship: { customerId: 'acme', name: { typed: 'Acme' } } },
    });
  });

  it('is its timeline', async () => {
    const { resourceTemplates } = await assistant.client.listResourceTemplates();
    expect(resourceTemplates.map(({ name }) => name)).toEqual(['relationship', 'timeline']);
    const timeline = await assistant.read('rapport://relationship/acme/timeline');
    expect(JSON.stringify(timeline)).toContain('"IssueReported"');
  });

  it.each([
    'rapport://relationship/nobody',
    'rapport://relationship/',
    'rapport://other/acme',
    'rapport://relationship/%E0',
  ])('is not at %s', async (uri) => {
    await expect(assistant.client.readResource({ uri })).rejects.toThrow('There is no such resource');
  });
});
