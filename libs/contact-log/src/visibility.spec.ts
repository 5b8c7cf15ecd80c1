import { MemoryEventStore, type NewEvent } from '#event-store';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { ContactLog } from './contacts/contact-log.js';
import { KeyRing } from './keys/key-ring.js';
import { KeyUnusable } from './stored-form/key-unusable.js';

it('shows several contacts appended at once to nobody before they are on disk, and then all of them', async () => {
  const folder = temporaryFolder();
  const keys = new KeyRing(`${folder.path}/keys.db`);
  const seen: number[] = [];
  const store = new (class extends MemoryEventStore {
    override async append(stream: string, events: readonly NewEvent[], expected: number | 'none' | 'any') {
      seen.push((await log.timelineOf('c'))?.size ?? 0);
      return super.append(stream, events, expected);
    }
  })();
  const log = new ContactLog(store, keys);
  const by = { recordedBy: 'test', correlationId: 'test' };
  const opening = { type: 'RelationshipOpened', input: { customerId: 'c' }, ...by };
  const checkIn = (note: string) => ({ type: 'CheckInHeld', input: { customerId: 'c', note }, ...by });
  const answers = await log.recordAll([opening, checkIn('a'), checkIn('b')]);
  expect(answers.map(({ recorded }) => recorded !== null)).toEqual([true, true, true]);
  expect(seen).toEqual([0]);
  expect((await log.timelineOf('c'))?.size).toBe(3);
  await log.recordAll([checkIn('c'), checkIn('d')]);
  expect(seen).toEqual([0, 3]);
  expect((await log.timelineOf('c'))?.size).toBe(5);
  keys.close();
  folder.remove();
});

it('records nothing personal where the key of the customer is not at hand, since nobody could ever read it', async () => {
  const folder = temporaryFolder();
  const store = new MemoryEventStore();
  const [here, away] = ['here', 'away'].map((name) => new KeyRing(`${folder.path}/${name}.db`)) as [KeyRing, KeyRing];
  const by = { recordedBy: 'test', correlationId: 'test' };
  await new ContactLog(store, here).record({ type: 'RelationshipOpened', input: { customerId: 'c' }, ...by });
  const elsewhere = new ContactLog(store, away);
  const input = { customerId: 'c', note: 'private' };
  await expect(elsewhere.record({ type: 'CheckInHeld', input, ...by })).rejects.toThrow(KeyUnusable);
  // Nor a key of which no repeat could ever be told.
  const keyed = { customerId: 'c', idempotencyKey: 'k' };
  await expect(elsewhere.record({ type: 'CheckInHeld', input: keyed, ...by })).rejects.toThrow(KeyUnusable);
  expect((await elsewhere.timelineOf('c'))?.size).toBe(1);
  // Nor one in the place of another.
  const { recorded } = await elsewhere.record({ type: 'CheckInHeld', input: { customerId: 'c' }, ...by });
  const replacement = { type: 'CheckInHeld', input: keyed, contactId: recorded?.contact.id ?? '', ...by };
  await expect(elsewhere.replace(replacement)).rejects.toThrow(KeyUnusable);
  here.close();
  away.close();
  folder.remove();
});
