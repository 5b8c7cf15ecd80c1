import { MemoryEventStore, type NewEvent } from '#event-store';
import { temporaryFolder } from '../../../test/kit/deployment.js';
import { ContactLog } from './contact-log.js';
import { KeyRing } from './key-ring.js';

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
