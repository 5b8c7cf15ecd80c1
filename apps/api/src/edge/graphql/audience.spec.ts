import { AtPresent } from './at-present.js';
import type { Audience, Events } from './audience.js';
import { Message } from './message.js';
import type { Outlet } from './outlet.js';
import { Subscription } from './subscription.js';

/** A log of cursors that grows, and subscribers who read it. */
function aLog() {
  const log: number[] = [];
  const waiting = new Set<() => void>();
  const audiences = new Map<string, Audience>();
  const counted = { readers: 0, messages: 0 };

  async function* after(start: number): AsyncGenerator<object, undefined> {
    counted.readers += 1;
    for (let at = start; ;) {
      for (; at < log.length; at += 1) yield { cursor: at + 1 };
      yield new AtPresent(String(at), 'all');
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  }
  const asking = {
    key: 'key',
    write: async (event: object) => {
      counted.messages += 1;
      const { cursor } = event as { cursor: number };
      return new Message(String(cursor), `"${cursor}"`);
    },
    readOn: async (cursor: string): Promise<Events> => after(Number(cursor)),
  };

  return {
    counted,
    audiences,
    record(): void {
      log.push(log.length);
      for (const wake of waiting) wake();
      waiting.clear();
    },
    /** A subscriber who takes what it is sent as long as it `isReading`. */
    subscribe(start: number) {
      const heard: string[] = [];
      const state = { isReading: true };
      let open = 0;
      const takers: (() => void)[] = [];
      const outlet: Outlet = {
        get isTaken() {
          return open === 0;
        },
        send({ cursor }) {
          heard.push(cursor ?? '');
          if (!state.isReading) open += 1;
        },
        taken: async () => {
          if (open > 0) await new Promise<void>((resolve) => takers.push(resolve));
        },
      };
      const subscription = new Subscription(after(start), asking, audiences);
      const over = subscription.sendTo(outlet);
      return {
        heard,
        stop: () => (state.isReading = false),
        goOn() {
          [state.isReading, open] = [true, 0];
          for (const take of takers.splice(0)) take();
        },
        async end() {
          subscription.end();
          await over;
        },
      };
    },
  };
}

const served = () => new Promise((resolve) => setTimeout(resolve, 5));

it('tells all who are at the present from one reader, each message once and in order', async () => {
  const log = aLog();
  log.record();
  const early = [log.subscribe(0), log.subscribe(1)];
  await served();
  const readers = log.counted.readers;
  for (let n = 0; n < 3; n += 1) {
    log.record();
    await served();
  }
  expect(early.map(({ heard }) => heard)).toEqual([
    ['1', '2', '3', '4'],
    ['2', '3', '4'],
  ]);
  expect(log.counted).toEqual({ readers, messages: 4 });
  expect(log.audiences.size).toBe(1);
});

it('lets one who does not read fall behind alone, and takes it back when it has read on', async () => {
  const log = aLog();
  const [slow, fast] = [log.subscribe(0), log.subscribe(0)];
  await served();
  slow.stop();
  for (let n = 0; n < 4; n += 1) {
    log.record();
    await served();
  }
  expect(fast.heard).toEqual(['1', '2', '3', '4']);
  expect(slow.heard).toEqual(['1']);
  slow.goOn();
  await served();
  log.record();
  await served();
  expect(slow.heard).toEqual(['1', '2', '3', '4', '5']);
  expect(fast.heard).toEqual(['1', '2', '3', '4', '5']);
  const { messages } = log.counted;
  log.record();
  await served();
  expect(log.counted.messages).toBe(messages + 1);
});

it('goes on for the others when the one leaves whose reader it was, and ends with the last', async () => {
  const log = aLog();
  const [first, second] = [log.subscribe(0), log.subscribe(0)];
  await served();
  await first.end();
  log.record();
  await served();
  expect([first.heard, second.heard]).toEqual([[], ['1']]);
  await second.end();
  expect(log.audiences.size).toBe(0);
});

it('misses nothing and repeats nothing where subscribers come, stop and go on at any time', async () => {
  const log = aLog();
  const subscribers = Array.from({ length: 20 }, () => log.subscribe(0));
  for (let n = 0; n < 60; n += 1) {
    log.record();
    if (n % 3 === 0) subscribers[(n * 7) % 20]?.stop();
    if (n % 3 === 1) subscribers[(n * 7 - 7) % 20]?.goOn();
    if (n % 5 === 0) subscribers.push(log.subscribe(0));
    if (n % 2 === 0) await served();
    else await Promise.resolve();
  }
  for (const { goOn } of subscribers) goOn();
  await served();
  await served();
  const all = Array.from({ length: 60 }, (_, n) => String(n + 1));
  for (const { heard } of subscribers) expect(heard).toEqual(all);
});
