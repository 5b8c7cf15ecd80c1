import { setTimeout } from 'node:timers/promises';
import { StoreUnavailable } from './event-store.js';
import { Tail } from './tail.js';

const { signal } = new AbortController();

it('wakes those who wait for what was appended, and not those who wait for more', async () => {
  const tail = new Tail();
  const woken: string[] = [];
  void tail.beyond(1n, signal).then(() => woken.push('beyond 1'));
  void tail.beyond(5n, signal).then(() => woken.push('beyond 5'));
  tail.grownTo(3n);
  await setTimeout(1);
  expect(woken).toEqual(['beyond 1']);
  tail.grownTo(6n);
  await setTimeout(1);
  expect(woken).toEqual(['beyond 1', 'beyond 5']);
});

it('does not let wait for what has been announced before', async () => {
  const tail = new Tail();
  tail.grownTo(3n);
  await tail.beyond(2n, signal);
});

it('hears of what other processes append, and looks only while somebody waits', async () => {
  let head: bigint | null = null;
  let looks = 0;
  const tail = new Tail({
    everyMs: 1,
    head: () => {
      looks += 1;
      return head;
    },
  });
  const waiting = tail.beyond(0n, signal);
  await setTimeout(5);
  head = 7n;
  await waiting;

  const before = looks;
  await setTimeout(10);
  expect(looks).toBe(before);
  expect(before).toBeGreaterThan(0);
});

it('wakes everybody when looking fails, so that each finds out why', async () => {
  const tail = new Tail({
    everyMs: 1,
    head: () => {
      throw new Error('the disk is gone');
    },
  });
  await tail.beyond(0n, signal);
});

it('lets go of a waiter when his signal aborts', async () => {
  const done = new AbortController();
  const waiting = new Tail().beyond(0n, done.signal);
  done.abort();
  await waiting;
});

it('fails those who wait when it is closed, and those who come later', async () => {
  const tail = new Tail();
  const waiting = tail.beyond(0n, signal);
  tail.close();
  await expect(waiting).rejects.toThrow(StoreUnavailable);
  await expect(tail.beyond(0n, signal)).rejects.toThrow(StoreUnavailable);
});
