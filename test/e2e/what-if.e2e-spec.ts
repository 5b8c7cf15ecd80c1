import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { ApiUnderTest } from './api-under-test.js';

const NOW = '2026-03-02T09:00:00.000Z';
let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start({ at: '2026-03-01T09:00:00Z' });
  await api.accept('openRelationship', {
    customerId: 'c',
    name: 'The customer',
    owner: 'maria',
    occurredAt: '2026-02-27T09:00:00Z',
  });
  await api.accept('reportIssue', {
    customerId: 'c',
    issueId: 'i',
    raisedBy: 'PROVIDER',
    detectedAt: '2026-03-01T08:00:00Z',
  });
  await api.accept('setExpectation', {
    customerId: 'c',
    expectationId: 'e',
    issueId: 'i',
    dueAt: '2026-03-05T12:00:00Z',
  });
  await api.accept('reportIssue', {
    customerId: 'c',
    issueId: 'm',
    raisedBy: 'CUSTOMER',
    severity: 'MAJOR',
    occurredAt: '2026-03-01T08:10:00Z',
  });
  await api.accept('resolveIssue', { customerId: 'c', issueId: 'm', occurredAt: '2026-03-01T08:45:00Z' });
  api.setClock(NOW);
});
afterAll(() => api.stop());

type Side = { readonly score: number; readonly band: string; readonly asOf: string };
type Answer = {
  readonly asOf: string;
  readonly before: Side | null;
  readonly after: Side | null;
  readonly contributions: readonly {
    readonly class: string;
    readonly points: number;
    readonly contact: { readonly type: string; readonly note: string | null };
  }[];
  readonly discharged: readonly { readonly obligationId: string }[];
  readonly owed: readonly { readonly kind: string; readonly pointsAtStake: number; readonly contact: object | null }[];
  readonly moved: readonly {
    readonly before: { readonly dueAt: string };
    readonly after: { readonly dueAt: string };
  }[];
  readonly userErrors: readonly object[];
};
const QUERY = `query($contacts: [HypotheticalContactInput!]!, $customerId: ID!, $asOf: DateTime, $model: String) {
  whatIf(customerId: $customerId, contacts: $contacts, asOf: $asOf, model: $model) {
    asOf before { score band asOf } after { score band asOf }
    contributions { class points contact { type note } }
    discharged { obligationId } owed { kind pointsAtStake contact { contactId } }
    moved { before { dueAt } after { dueAt } } userErrors { code field message } } }`;
const whatIf = async (contacts: readonly object[], more: object = {}): Promise<Answer> =>
  (await api.ask<{ whatIf: Answer }>(QUERY, { customerId: 'c', contacts, ...more })).whatIf;
const trustNow = async () =>
  (await api.ask<{ relationship: { trust: Side } }>('{ relationship(customerId: "c") { trust { score band asOf } } }'))
    .relationship.trust;

it('shows before and after, and what the contacts contribute', async () => {
  const found = await whatIf([
    { type: 'ProactiveCallMade', about: { issueId: 'i' }, news: 'BAD', apologised: true, note: 'private' },
  ]);
  expect(found).toMatchObject({
    asOf: NOW,
    before: await trustNow(),
    owed: [{ kind: 'UPDATE' }],
    moved: [],
    userErrors: [],
  });
  expect(found.contributions.map((each) => [each.class, each.contact.type, each.contact.note])).toEqual([
    ['apology', 'ProactiveCallMade', 'private'],
    ['proactive_disclosure', 'ProactiveCallMade', 'private'],
  ]);
  const gained = found.contributions.reduce((sum, { points }) => sum + points, 0);
  expect((found.after?.score ?? 0) - (found.before?.score ?? 0)).toBeCloseTo(gained, 9);
  expect(found.discharged.map(({ obligationId }) => obligationId)).toEqual(['DISCLOSE:issue:i']);
});

it('takes several, past and to come, one referring to another, and reads them when the last has happened', async () => {
  const found = await whatIf([
    { type: 'ExpectationMet', expectationId: 'new', occurredAt: '2026-03-09T09:00:00Z' },
    { type: 'ExpectationSet', expectationId: 'new', dueAt: '2026-03-10T00:00:00Z', occurredAt: '2026-03-03T09:00:00Z' },
    { type: 'CheckInHeld', occurredAt: '2026-03-01T12:00:00Z' },
  ]);
  expect(found.userErrors).toEqual([]);
  expect(found.asOf).toBe('2026-03-09T09:00:00.000Z');
  expect(found.contributions.map((each) => each.class)).toEqual(['check_in', 'expectation_kept']);
  const waited = await api.ask<{ relationship: { trust: Side } }>(
    '{ relationship(customerId: "c", asOf: "2026-03-09T09:00:00Z") { trust { score band asOf } } }',
  );
  expect(found.before).toEqual(waited.relationship.trust);
});

it('shows what would be owed, what no more, and what would move', async () => {
  const found = await whatIf([
    { type: 'ExpectationReset', expectationId: 'e', dueAt: '2026-03-20T12:00:00Z', reason: 'parts' },
    { type: 'RequestReceived', requestId: 'r', requesterRole: 'EXECUTIVE' },
    { type: 'IssueResolved', issueId: 'm', occurredAt: '2026-03-01T08:30:00Z' },
  ]);
  expect(found.owed.map(({ kind, contact }) => [kind, contact])).toEqual([
    ['HEADS_UP', null],
    ['DELIVER', null],
  ]);
  expect(found.discharged.map(({ obligationId }) => obligationId.split(':')[0])).toContain('DELIVER');
  expect(found.moved.map(({ before, after }) => [before.dueAt, after.dueAt])).toEqual([
    ['2026-03-06T08:45:00.000Z', '2026-03-06T08:30:00.000Z'],
  ]);
});

it('is read when and by which model is asked', async () => {
  const asOf = '2026-04-01T00:00:00.000Z';
  const missed = [{ type: 'CheckInHeld', occurredAt: '2026-03-03T00:00:00Z' }];
  const [first, second] = [await whatIf(missed, { asOf }), await whatIf(missed, { asOf, model: 'trust-beta/2' })];
  expect([first.asOf, second.asOf]).toEqual([asOf, asOf]);
  expect(first.after?.asOf).toBe(asOf);
});

it('refuses to be read before what is supposed to happen', async () => {
  const variables = { customerId: 'c', asOf: '2026-03-02T00:00:00Z', contacts: [{ type: 'CheckInHeld' }] };
  expect((await api.codes(QUERY, variables)).codes).toEqual(['BAD_USER_INPUT']);
});

it('refuses all where one is refused, and says which', async () => {
  const found = await whatIf([{ type: 'CheckInHeld' }, { type: 'ExpectationMet', expectationId: 'nosuch' }]);
  expect(found.after).toEqual(found.before);
  expect(found.userErrors).toEqual([
    expect.objectContaining({ code: 'EXPECTATION_UNKNOWN', field: 'contacts.1.expectationId' }),
  ]);
  const shape = await whatIf([{ type: 'CheckInHeld', dueAt: NOW }, { type: 'DeclineX' }].slice(0, 1));
  expect(shape.userErrors).toEqual([expect.objectContaining({ code: 'FIELD_UNKNOWN', field: 'contacts.0.dueAt' })]);
  const stranger = await whatIf([{ type: 'CheckInHeld' }], { customerId: 'nobody' });
  expect(stranger).toMatchObject({ before: null, after: null, userErrors: [{ code: 'CUSTOMER_UNKNOWN' }] });
});

it('takes fifty contacts and no more', async () => {
  const contacts = Array.from({ length: 51 }, () => ({ type: 'CheckInHeld' }));
  expect((await whatIf(contacts.slice(1))).userErrors).toEqual([]);
  expect(await api.codes(QUERY, { customerId: 'c', contacts })).toMatchObject({ codes: ['BAD_USER_INPUT'] });
});

it('writes nothing: log and views stay as they are, byte for byte', async () => {
  const digest = () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-bytes-'));
    const hash = createHash('sha256');
    for (const name of ['log.db', 'views.db']) {
      for (const end of ['', '-wal', '-shm'])
        try {
          copyFileSync(join(api.dataDir, `${name}${end}`), join(folder, `${name}${end}`));
        } catch {
          continue;
        }
      const db = new Database(join(folder, name));
      hash.update(db.serialize());
      db.close();
    }
    rmSync(folder, { recursive: true });
    return hash.digest('hex');
  };
  await api.ask('{ relationships { edges { cursor } } }');
  const before = digest();
  await whatIf([{ type: 'RelationshipOpened', name: 'X' }], { customerId: 'new' });
  await whatIf([{ type: 'CheckInHeld' }, { type: 'RequestDeclined', requestId: 'q', needId: 'n' }]);
  expect(digest()).toBe(before);
  await api.accept('recordCheckIn', { customerId: 'c' });
  expect(digest()).not.toBe(before);
});
