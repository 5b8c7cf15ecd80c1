import { StoreUnavailable } from './event-store.js';
import { Tail } from './tail.js';

const { signal } = new AbortController();

it('wakes those who wait for what was appended, and not those who wait for more', async () => {
  const tail = new Tail();
  const woken: string[] = [];
  // The one that is not to be woken comes first: it would be woken first, too.
  const beyond5 = tail.beyond(5n, signal).then(() => woken.push('beyond 5'));
  const beyond1 = tail.beyond(1n, signal).then(() => woken.push('beyond 1'));
  tail.grownTo(3n);
  await beyond1;
  expect(woken).toEqual(['beyond 1']);
  tail.grownTo(6n);
  await beyond5;
  expect(woken).toEqual(['beyond 1', 'beyond 5']);
});

it('does not let wait for what has been announced before', async () => {
  const tail = new Tail();
  tail.grownTo(3n);
  await tail.beyond(2n, signal);
});

it('hears of what other processes append, and looks only while somebody waits', async () => {
  jest.useFakeTimers();
  let head: bigint | null = null;
  let looks = 0;
  const tail = new Tail({
    everyMs: 1,
    head: () => {
      looks += 1;
      return head;
    },
  });
  jest.advanceTimersByTime(5);
  expect(looks).toBe(0);
  const waiting = tail.beyond(0n, signal);
  jest.advanceTimersByTime(3);
  head = 7n;
  jest.advanceTimersByTime(1);
  await waiting;
  expect(looks).toBe(4);
  jest.advanceTimersByTime(10);
  expect(looks).toBe(4);
  jest.useRealTimers();
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

it('asks a server that answers later once at a time, and wakes those who wait', async () => {
  let asked = 0;
  const answers: ((head: bigint) => void)[] = [];
  const tail = new Tail({
    everyMs: 1,
    head: () => {
      asked += 1;
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  const waiting = tail.beyond(0n, signal);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toBe(1);
  answers[0]?.(7n);
  await waiting;
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
