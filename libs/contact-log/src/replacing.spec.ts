import { MemoryEventStore, type NewEvent } from '#event-store';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { ContactLog } from './contacts/contact-log.js';
import type { RecordRequest, ReplaceRequest } from './contacts/requests.js';
import { streamOf } from './stored-form/codec.js';
import { KeyRing } from './keys/key-ring.js';

/** Remembers how many events each append had. */
class CountingStore extends MemoryEventStore {
  readonly appends: number[] = [];
  override append(stream: string, events: readonly NewEvent[], expected: number | 'none' | 'any') {
    this.appends.push(events.length);
    return super.append(stream, events, expected);
  }
}

let folder: ReturnType<typeof temporaryFolder>;
let keys: KeyRing;
let store: CountingStore;
let log: ContactLog;
beforeEach(() => {
  folder = temporaryFolder();
  keys = new KeyRing(`${folder.path}/keys.db`);
  store = new CountingStore();
  log = new ContactLog(store, keys);
});
afterEach(() => {
  keys.close();
  folder.remove();
});

const by = { recordedBy: 'ana', correlationId: 'one' };
const request = (type: string, input: object = {}): RecordRequest => ({
  type,
  input: { customerId: 'c', ...input },
  ...by,
});
const at = (day: number) => `2026-01-0${day}T10:00:00.000Z`;

async function record(type: string, input: object = {}) {
  const { recorded } = await log.record(request(type, input));
  if (recorded === null) throw new Error(`${type} was refused`);
  return recorded.contact;
}
const replace = (contactId: string, type: string, input: object = {}, more: Partial<ReplaceRequest> = {}) =>
  log.replace({ ...request(type, input), contactId, ...more });

async function stored() {
  const events = [];
  for await (const batch of store.readStream(streamOf('c'), { fromRevision: 0 })) events.push(...batch);
  return events;
}

it('writes both in one append: the retraction causes the contact, and the personal texts are sealed', async () => {
  await record('RelationshipOpened', { occurredAt: at(1) });
  const wrong = await record('CheckInHeld', { note: 'SECRET one', occurredAt: at(2) });
  const { recorded } = await replace(wrong.id, 'CheckInHeld', { note: 'SECRET two' }, { reason: 'SECRET three' });
  expect(store.appends).toEqual([1, 1, 2]);
  const [, , retraction, contact] = await stored();
  expect([retraction?.type, contact?.type]).toEqual(['ContactRetracted', 'CheckInHeld']);
  expect(contact?.metadata).toMatchObject({ $correlationId: 'one', $causationId: retraction?.id });
  expect(retraction?.metadata).toMatchObject({ $correlationId: 'one', recordedAt: contact?.metadata.recordedAt });
  expect(JSON.stringify(await stored(), (_, each: unknown) => (typeof each === 'bigint' ? 0 : each))).not.toContain(
    'SECRET',
  );
  expect(recorded).toMatchObject({
    replaced: { id: wrong.id, data: { note: 'SECRET one' } },
    retraction: { id: retraction?.id, data: { contactId: wrong.id, reason: 'SECRET three' } },
    contact: { id: contact?.id, data: { note: 'SECRET two', occurredAt: at(2) } },
    position: contact?.position,
    replayed: false,
  });
  const timeline = await log.timelineOf('c');
  expect([...(timeline?.effectiveContacts() ?? [])].map(({ id }) => id).at(-1)).toBe(contact?.id);
  expect(timeline?.size).toBe(4);
});

it('keeps the time and the own ids that are left out, and nothing else', async () => {
  await record('RelationshipOpened', { occurredAt: at(1) });
  const issue = await record('IssueReported', {
    raisedBy: 'PROVIDER',
    title: 'Slow',
    severity: 'MAJOR',
    occurredAt: at(3),
  });
  const { recorded } = await replace(issue.id, 'IssueReported', { raisedBy: 'PROVIDER' });
  const { issueId } = issue.data as { issueId?: string };
  expect(recorded?.contact.data).toEqual({
    customerId: 'c',
    occurredAt: at(3),
    issueId,
    raisedBy: 'PROVIDER',
    detectedAt: at(3),
  });
  const asked = await record('RequestReceived', { need: 'Nights', occurredAt: at(4) });
  const renamed = await replace(asked.id, 'RequestReceived', { need: 'Nights and weekends' });
  const { requestId, needId } = asked.data as { requestId?: string; needId?: string };
  expect(renamed.recorded?.contact.data).toMatchObject({ requestId, needId });
  const unneeded = await replace(renamed.recorded?.contact.id ?? '', 'RequestReceived', { asked: 'More' });
  expect(unneeded.recorded?.contact.data).not.toHaveProperty('needId');
});

it('adds nothing when it is repeated under its key, and conflicts with anything else under it', async () => {
  await record('RelationshipOpened', { occurredAt: at(1) });
  const wrong = await record('CheckInHeld', { occurredAt: at(2) });
  const right = { topics: ['a'], idempotencyKey: 'k' };
  const first = await replace(wrong.id, 'CheckInHeld', right, { reason: 'why' });
  const again = await replace(wrong.id, 'CheckInHeld', right, { reason: 'why' });
  expect(again.recorded).toMatchObject({
    replayed: true,
    contact: { id: first.recorded?.contact.id, data: { topics: ['a'] } },
    retraction: { id: first.recorded?.retraction.id, data: { reason: 'why' } },
  });
  const other = await replace(wrong.id, 'CheckInHeld', { ...right, topics: ['b'] }, { reason: 'why' });
  expect(other.refusals).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  const withoutKey = await replace(wrong.id, 'CheckInHeld', { topics: ['a'] }, { reason: 'why' });
  expect(withoutKey.refusals).toMatchObject([{ code: 'CONTACT_ALREADY_RETRACTED', field: 'contactId' }]);
  expect(store.appends).toEqual([1, 1, 2]);
});

it('leaves nothing behind when it is refused, by its shape or by the rules', async () => {
  await record('RelationshipOpened', { occurredAt: at(1) });
  const call = await record('ProactiveCallMade', { news: 'BAD', occurredAt: at(2) });
  const unknown = await replace(call.id, 'ProactiveCallMade', { news: 'BAD', about: { issueId: 'none' } });
  expect(unknown.refusals).toMatchObject([{ code: 'ISSUE_UNKNOWN', field: 'contact.about.issueId' }]);
  const misshapen = await replace(call.id, 'ProactiveCallMade', { note: ' ' }, { reason: '' });
  expect(misshapen.refusals.map(({ code, field }) => [code, field])).toEqual([
    ['FIELD_EMPTY', 'reason'],
    ['FIELD_EMPTY', 'contact.note'],
    ['FIELD_REQUIRED', 'contact.news'],
  ]);
  const nobody = await replace('x', 'CheckInHeld', { customerId: '' });
  expect(nobody.refusals.map(({ code, field }) => [code, field])).toEqual([['FIELD_EMPTY', 'contact.customerId']]);
  expect(await log.timelineOf('c').then((timeline) => timeline?.isRetracted(call.id))).toBe(false);
  expect(store.appends).toEqual([1, 1]);
  const { recorded } = await replace(call.id, 'ProactiveCallMade', { news: 'GOOD' });
  expect(recorded?.contact.data).toMatchObject({ news: 'GOOD' });
});

it('of two at once, one replaces, and the other finds the contact retracted', async () => {
  await record('RelationshipOpened', { occurredAt: at(1) });
  const wrong = await record('CheckInHeld', { occurredAt: at(2) });
  const elsewhere = new ContactLog(store, keys);
  const asked = (note: string) => ({ ...request('CheckInHeld', { note }), contactId: wrong.id });
  const answers = await Promise.all([log.replace(asked('a')), elsewhere.replace(asked('b'))]);
  const codes = answers.map(({ refusals }) => refusals.map(({ code }) => code).join());
  expect(codes.sort()).toEqual(['', 'CONTACT_ALREADY_RETRACTED']);
  expect((await stored()).length).toBe(4);
});
