import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiUnderTest, type Recorded } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start()));
afterAll(() => api.stop());

let customers = 0;
const open = async (): Promise<string> => {
  const customerId = `customer-${(customers += 1)}`;
  await api.accept('openRelationship', { customerId, occurredAt: '2026-01-05T09:00:00Z' });
  return customerId;
};

type Listed = { readonly contactId: string; readonly type: string };
/** What lists show of a customer, the newest first, at most 200. */
const contactsOf = async (customerId: string): Promise<Listed[]> => {
  const { contacts } = await api.ask<{ contacts: { edges: { node: Listed }[] } }>(
    `query($customerId: ID!) { contacts(filter: { customerId: $customerId }, first: 200) {
       edges { node { contactId type } } } }`,
    { customerId },
  );
  return contacts.edges.map(({ node }) => node);
};
const typesOf = async (customerId: string): Promise<string[]> => (await contactsOf(customerId)).map(({ type }) => type);

it('records the story of an issue, each contact as one event', async () => {
  const customerId = await open();
  const day = (n: number) => `2026-02-0${n}T10:00:00.000Z`;
  const story: [mutation: string, input: object][] = [
    ['reportIssue', { issueId: 'I', raisedBy: 'PROVIDER', severity: 'MAJOR', occurredAt: day(1) }],
    [
      'recordProactiveCall',
      { about: { issueId: 'I' }, news: 'BAD', options: [{ kind: 'WORKAROUND' }], occurredAt: day(1) },
    ],
    ['setExpectation', { expectationId: 'E', issueId: 'I', what: 'Fixed', dueAt: day(5), occurredAt: day(2) }],
    ['recordStatusUpdate', { about: { expectationId: 'E' }, changed: false, occurredAt: day(3) }],
    ['resetExpectation', { expectationId: 'E', dueAt: day(7), reason: 'Part is late', occurredAt: day(4) }],
    ['meetExpectation', { expectationId: 'E', occurredAt: day(6) }],
    ['setExpectation', { expectationId: 'S', occurredAt: day(6) }],
    ['settleExpectation', { expectationId: 'S', kept: false, occurredAt: day(6) }],
    ['recordSurpriseDelay', { lateByMinutes: 30, customerLearnedAt: day(6), occurredAt: day(7) }],
    ['handOverIssue', { issueId: 'I', to: 'second-line', occurredAt: day(7) }],
    ['resolveIssue', { issueId: 'I', occurredAt: day(8) }],
    ['recordCheckIn', { topics: ['How are you?'], occurredAt: day(8) }],
    ['declineRequest', { asked: 'A discount', reason: 'No', alternatives: [{ kind: 'LATER' }], occurredAt: day(8) }],
    [
      'holdRetrospective',
      {
        about: { issueId: 'I' },
        providerView: 'Ours',
        customerView: 'Theirs',
        actions: [{ what: 'Spare part' }],
        occurredAt: day(9),
      },
    ],
  ];
  const told: string[] = [];
  for (const [mutation, input] of story) {
    const { replayed, contact, relationship } = await api.accept(mutation, { customerId, ...input });
    expect({ replayed, customerId: relationship?.customerId }).toEqual({ replayed: false, customerId });
    expect(contact?.occurredAt).toBe((input as { occurredAt: string }).occurredAt);
    told.push(contact?.contactId ?? '');
  }
  const listed = (await contactsOf(customerId)).map(({ contactId }) => contactId);
  expect(listed).toHaveLength(story.length + 1);
  expect(new Set(listed)).toEqual(new Set([...told, listed.at(-1)]));
});

it('shows a caller their own contact in the very next list', async () => {
  for (let i = 0; i < 20; i += 1) {
    const customerId = await open();
    expect(await typesOf(customerId)).toEqual(['RelationshipOpened']);
  }
});

it('says who recorded it and when, whatever the input', async () => {
  const customerId = await open();
  const query = `mutation($input: RecordCheckInInput!) { recordCheckIn(input: $input) { contact { recordedBy recordedAt occurredAt } } }`;
  const before = Date.now();
  const { recordCheckIn } = await api.ask<{ recordCheckIn: { contact: Record<string, string> } }>(query, {
    input: { customerId },
  });
  const { recordedBy, recordedAt = '', occurredAt } = recordCheckIn.contact;
  expect(recordedBy).toBe('admin');
  expect(Date.parse(recordedAt)).toBeGreaterThanOrEqual(before);
  expect(occurredAt).toBe(recordedAt);
  const forged = await api.codes(query, { input: { customerId, recordedBy: 'somebody else' } });
  expect(forged).toEqual({ status: 400, codes: ['BAD_USER_INPUT'] });
});

describe('the same command twice', () => {
  it('adds nothing where the idempotency key is the same, however many come at once', async () => {
    const customerId = await open();
    const input = { customerId, idempotencyKey: 'K', note: 'Said once' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.accept('recordCheckIn', input)));
    expect(new Set(answers.map(({ contact }) => contact?.contactId)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await typesOf(customerId)).toEqual(['CheckInHeld', 'RelationshipOpened']);
  });

  it('adds nothing where the caller chose the id of the fact', async () => {
    const customerId = await open();
    const input = { customerId, issueId: 'I-7', raisedBy: 'CUSTOMER', title: 'Printer' };
    const first = await api.accept('reportIssue', input);
    const again = await api.accept('reportIssue', input);
    expect(again).toEqual({ ...first, replayed: true, relationship: again.relationship });
  });

  it('adds another where neither key nor id was chosen', async () => {
    const customerId = await open();
    const input = { customerId, occurredAt: '2026-02-01T10:00:00Z' };
    expect((await api.accept('recordCheckIn', input)).replayed).toBe(false);
    expect((await api.accept('recordCheckIn', input)).replayed).toBe(false);
    expect(await contactsOf(customerId)).toHaveLength(3);
  });

  it('is a conflict where the key comes with other facts', async () => {
    const customerId = await open();
    await api.accept('recordCheckIn', { customerId, idempotencyKey: 'K', note: 'One' });
    const { contact, userErrors } = await api.record('recordCheckIn', {
      customerId,
      idempotencyKey: 'K',
      note: 'Other',
    });
    expect(contact).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', field: 'idempotencyKey' }]);
  });

  it('is still the same after a restart', async () => {
    const customerId = await open();
    const input = { customerId, idempotencyKey: 'K' };
    const first = await api.accept('recordCheckIn', input);
    await api.restart();
    const again = await api.accept('recordCheckIn', input);
    expect([again.replayed, again.contact?.contactId]).toEqual([true, first.contact?.contactId]);
  });
});

it('lets many write to one relationship at once, and loses none', async () => {
  const customerId = await open();
  const writes = Array.from({ length: 50 }, (_, i) => api.accept('recordCheckIn', { customerId, note: `call ${i}` }));
  const ids = (await Promise.all(writes)).map(({ contact }: Recorded) => contact?.contactId);
  expect(new Set(ids).size).toBe(50);
  const listed = await contactsOf(customerId);
  expect(listed).toHaveLength(51);
  const checkIns = listed.filter(({ type }) => type === 'CheckInHeld').map(({ contactId }) => contactId);
  expect(new Set(checkIns)).toEqual(new Set(ids));
});

it('gives personal words back to who asks, and keeps them sealed on disk', async () => {
  const customerId = await open();
  const words = 'Ana-is-getting-married-in-June';
  await api.accept('recordCheckIn', { customerId, note: words, topics: [words] });
  await api.accept('declineRequest', { customerId, need: words, alternatives: [{ kind: 'REFERRAL', what: words }] });
  const query = `query($customerId: ID!) { contacts(filter: { customerId: $customerId }, first: 2) { edges { node {
    note ... on CheckInHeld { topics } ... on RequestDeclined { need alternatives { kind what } } } } } }`;
  const { contacts } = await api.ask<{ contacts: { edges: { node: object }[] } }>(query, { customerId });
  expect(contacts.edges.map(({ node }) => node)).toEqual([
    { note: null, need: words, alternatives: [{ kind: 'REFERRAL', what: words }] },
    { note: words, topics: [words] },
  ]);
  const files = readdirSync(api.dataDir);
  expect(files).toEqual(expect.arrayContaining(['log.db', 'views.db']));
  expect(files.filter((file) => readFileSync(join(api.dataDir, file)).includes(words))).toEqual([]);
});
