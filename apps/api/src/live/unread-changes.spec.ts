import type { CommittedContact } from '#read-models';
import { UnreadChanges } from './unread-changes.js';

const committed = (customerId: string, position: number) =>
  ({ contact: { data: { customerId } }, position: BigInt(position) }) as CommittedContact;
const positionOf = async (unread: UnreadChanges) => Number((await unread.next())?.position);

it('gives everything, in order, to who reads in time', async () => {
  const unread = new UnreadChanges();
  for (let i = 0; i < 500; i += 1) unread.add(committed('a', i));
  for (let i = 0; i < 500; i += 1) expect(await positionOf(unread)).toBe(i);
});

it('wakes who waits', async () => {
  const unread = new UnreadChanges();
  const next = positionOf(unread);
  unread.add(committed('a', 7));
  expect(await next).toBe(7);
});

it('leaves who stops reading with the newest of each customer, in order', async () => {
  const unread = new UnreadChanges();
  for (let i = 0; i < 100_000; i += 1) unread.add(committed(`customer-${i % 3}`, i));
  const kept: number[] = [];
  for (let i = 0; i < 600 && kept.at(-1) !== 99_999; i += 1) kept.push(await positionOf(unread));
  expect(kept.at(-1)).toBe(99_999);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  expect(kept.length).toBeLessThanOrEqual(503);
});

it('keeps less than it was told, however much that is', () => {
  const unread = new UnreadChanges();
  const size = () => (unread as unknown as { unread: unknown[] }).unread.length;
  let most = 0;
  for (let i = 0; i < 200_000; i += 1) {
    unread.add(committed(`customer-${i % 5_000}`, i));
    most = Math.max(most, size());
  }
  expect(most).toBeLessThanOrEqual(10_001);
});

it('sends away who has too many customers unread', async () => {
  const unread = new UnreadChanges();
  for (let i = 0; i < 30_000; i += 1) unread.add(committed(`customer-${i}`, i));
  await expect(unread.next()).rejects.toMatchObject({ extensions: { code: 'SUBSCRIBER_TOO_SLOW' } });
});

it('ends for who waits when it is closed', async () => {
  const unread = new UnreadChanges();
  const next = unread.next();
  unread.close();
  expect(await next).toBeNull();
});
