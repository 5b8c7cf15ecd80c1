import { ApiUnderTest } from './api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => (api = await ApiUnderTest.start({ at: '2026-03-01T00:00:00Z' })));
afterAll(() => api.stop());

const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T10:00:00.000Z`;

type Payload = {
  readonly retracted: { readonly contactId: string; readonly retracted: boolean } | null;
  readonly contact: { readonly contactId: string; readonly causationId: string; readonly occurredAt: string } | null;
  readonly relationship: { readonly trust: { readonly score: number } } | null;
  readonly changed: readonly object[];
  readonly trust: Corrected | null;
  readonly replayed: boolean;
  readonly position: string | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string | null }[];
};
type Corrected = { points: number; before: { score: number }; after: { score: number } };

const REPLACE = `mutation($input: ReplaceContactInput!) { replaceContact(input: $input) {
  retracted { contactId retracted }
  contact { contactId causationId occurredAt effect { points whyNone } }
  relationship { trust { score } }
  changed { fact personal before after }
  trust { points before { score } after { score } }
  replayed position userErrors { code field message }
} }`;
const replace = async (input: object): Promise<Payload> =>
  (await api.ask<{ replaceContact: Payload }>(REPLACE, { input })).replaceContact;
const score = async (customerId: string) =>
  (
    await api.ask<{ relationship: { trust: { score: number } } }>(
      'query($customerId: ID!) { relationship(customerId: $customerId) { trust { score } } }',
      { customerId },
    )
  ).relationship.trust.score;

async function record(customerId: string, mutation: string, input: object = {}) {
  const { contact } = await api.accept(mutation, { customerId, ...input });
  return contact?.contactId ?? '';
}

it('says what changed: in the facts, and in trust', async () => {
  const customerId = 'facts';
  await record(customerId, 'openRelationship', { occurredAt: at(1) });
  const contactId = await record(customerId, 'recordProactiveCall', { news: 'GOOD', note: 'Fine', occurredAt: at(2) });
  const before = await score(customerId);
  const options = [{ kind: 'WORKAROUND', what: 'A spare' }];
  const corrected = { customerId, news: 'NO_CHANGE', apologised: true, options, occurredAt: at(3) };
  const { contact, retracted, relationship, changed, trust, ...rest } = await replace({
    contactId,
    reason: 'Wrong day',
    contact: { recordProactiveCall: corrected },
  });
  expect(rest).toMatchObject({ replayed: false, userErrors: [] });
  expect(Number(rest.position)).toBeGreaterThan(0);
  expect(retracted).toEqual({ contactId, retracted: true });
  expect(changed).toEqual([
    { fact: 'occurredAt', personal: false, before: at(2), after: at(3) },
    { fact: 'note', personal: true, before: 'Fine', after: null },
    { fact: 'news', personal: false, before: 'GOOD', after: 'NO_CHANGE' },
    { fact: 'apologised', personal: false, before: null, after: 'true' },
    { fact: 'options', personal: true, before: null, after: JSON.stringify(options) },
  ]);
  const after = await score(customerId);
  expect(trust).toEqual({ points: after - before, before: { score: before }, after: { score: after } });
  expect(relationship?.trust.score).toBe(after);
  expect(after).not.toBe(before);
  const { contacts } = await api.ask<{ contacts: { edges: { node: { type: string; contactId: string } }[] } }>(
    `{ contacts(filter: { customerId: "facts", types: [ContactRetracted] }) { edges { node { contactId type ... on ContactRetracted { reason retractsContactId } } } } }`,
  );
  expect(contacts.edges.map(({ node }) => node)).toEqual([
    { contactId: contact?.causationId, type: 'ContactRetracted', reason: 'Wrong day', retractsContactId: contactId },
  ]);
});

it('keeps the time and the id of an issue, so that what is about it stays about it', async () => {
  const customerId = 'ids';
  // Silence is not at issue here: it costs more while a major issue is open.
  const issue = { raisedBy: 'PROVIDER', wordsTracked: false };
  await record(customerId, 'openRelationship', { occurredAt: at(1) });
  const contactId = await record(customerId, 'reportIssue', { ...issue, occurredAt: at(2) });
  const { contacts } = await api.ask<{ contacts: { edges: { node: { issueId: string } }[] } }>(
    '{ contacts(filter: { customerId: "ids", types: [IssueReported] }) { edges { node { ... on IssueReported { issueId } } } } }',
  );
  const issueId = contacts.edges[0]?.node.issueId;
  await record(customerId, 'recordProactiveCall', { about: { issueId }, news: 'BAD', occurredAt: at(3) });
  const before = await score(customerId);
  const { changed, contact } = await replace({
    contactId,
    contact: { reportIssue: { customerId, ...issue, severity: 'MAJOR' } },
  });
  expect(changed).toEqual([{ fact: 'severity', personal: false, before: null, after: 'MAJOR' }]);
  expect(contact?.occurredAt).toBe(at(2));
  // The call tells of a major issue now.
  expect(await score(customerId)).toBeGreaterThan(before);
});

it('corrects the opening, although contacts stand on it', async () => {
  const customerId = 'opening';
  const contactId = await record(customerId, 'openRelationship', { openingTrust: 50, occurredAt: at(2) });
  await record(customerId, 'recordCheckIn', { occurredAt: at(5) });
  const { trust, changed } = await replace({
    contactId,
    contact: { openRelationship: { customerId, openingTrust: 80, value: { amount: 5, currency: 'EUR' } } },
  });
  expect(changed).toMatchObject([{ fact: 'value' }, { fact: 'openingTrust', before: '50', after: '80' }]);
  expect(trust?.points).toBeGreaterThan(20);
  const { relationships } = await api.ask<{ relationships: { edges: { node: { customerId: string } }[] } }>(
    '{ relationships(filter: { valueAtLeast: { amount: 5, currency: "EUR" } }) { edges { node { customerId } } } }',
  );
  expect(relationships.edges.map(({ node }) => node.customerId)).toEqual([customerId]);
});

it('adds nothing when it is repeated under its key, and answers the same', async () => {
  const customerId = 'repeat';
  await record(customerId, 'openRelationship', { occurredAt: at(1) });
  const contactId = await record(customerId, 'recordCheckIn', { topics: ['a'], occurredAt: at(2) });
  const input = { contactId, contact: { recordCheckIn: { customerId, topics: ['b'], idempotencyKey: 'k' } } };
  const first = await replace(input);
  expect(await replace(input)).toEqual({ ...first, replayed: true });
});

it('is refused as a whole, with the path of the field', async () => {
  const customerId = 'refused';
  await record(customerId, 'openRelationship', { occurredAt: at(1) });
  const contactId = await record(customerId, 'recordCheckIn', { occurredAt: at(2) });
  const nothing = { retracted: null, contact: null, relationship: null, changed: [], trust: null, position: null };
  const checkIn = (more: object = {}) => ({ recordCheckIn: { customerId, ...more } });
  for (const [input, code, field] of [
    [{ contactId, contact: {} }, 'FIELD_INVALID', 'contact'],
    [{ contactId, contact: { ...checkIn(), closeRelationship: { customerId } } }, 'FIELD_INVALID', 'contact'],
    [
      { contactId, contact: { celebrateWin: { customerId, what: 'it' } } },
      'CONTACT_TYPE_DIFFERS',
      'contact.celebrateWin',
    ],
    [{ contactId, contact: checkIn({ note: ' ' }) }, 'FIELD_EMPTY', 'contact.recordCheckIn.note'],
    [
      { contactId, contact: checkIn({ stakeholderId: 'who' }) },
      'STAKEHOLDER_UNKNOWN',
      'contact.recordCheckIn.stakeholderId',
    ],
    [{ contactId: 'none', contact: checkIn() }, 'CONTACT_UNKNOWN', 'contactId'],
    [{ contactId, reason: ' ', contact: checkIn() }, 'FIELD_EMPTY', 'reason'],
  ] as const)
    expect(await replace(input)).toMatchObject({ ...nothing, replayed: false, userErrors: [{ code, field }] });
  await record(customerId, 'declineRequest', { needId: 'N', occurredAt: at(3) });
  const { fulfilNeed } = await api.ask<{ fulfilNeed: { contacts: { contactId: string }[] } }>(
    `mutation { fulfilNeed(input: { needId: "N" }) { contacts { contactId effect { contributions { class } } } } }`,
  );
  const [fulfilled] = fulfilNeed.contacts;
  expect(fulfilled).toMatchObject({ effect: { contributions: [{ class: 'need_fulfilled' }] } });
  const { userErrors } = await replace({ contactId: fulfilled?.contactId, contact: checkIn() });
  expect(userErrors).toMatchObject([{ code: 'CONTACT_NOT_REPLACEABLE', field: 'contactId' }]);
});

it('a retraction says too what it changed in trust', async () => {
  const customerId = 'retraction';
  await record(customerId, 'openRelationship', { occurredAt: at(1) });
  const contactId = await record(customerId, 'recordMisstatement', { what: 'It works', occurredAt: at(2) });
  const before = await score(customerId);
  const { retractContact } = await api.ask<{ retractContact: { trust: Corrected | null } }>(
    `mutation($input: RetractContactInput!) { retractContact(input: $input) { trust { points before { score } after { score } } } }`,
    { input: { customerId, contactId } },
  );
  const after = await score(customerId);
  expect(retractContact.trust).toEqual({ points: after - before, before: { score: before }, after: { score: after } });
  expect(after).toBe(70);
});
