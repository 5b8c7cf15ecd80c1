import { setImmediate as nextRound } from 'node:timers/promises';
import { Turns } from './turns.js';

/** Turns on a clock that only the work moves. */
function turnsOnClock() {
  const clock = { now: 0 };
  const turns = new Turns(() => clock.now);
  const work = async (ms: number, done: () => void, whose: object = turns) => {
    await turns.take(whose);
    clock.now += ms;
    done();
  };
  return { turns, work };
}

it('lets the loop go round between two slices, also for work that asked at the same moment', async () => {
  const { work } = turnsOnClock();
  const seen: string[] = [];
  const all = Promise.all(Array.from({ length: 6 }, (_, i) => work(3, () => seen.push(String(i)))));
  for (let round = 0; round < 4; round += 1) {
    await nextRound();
    seen.push('round');
  }
  await all;
  // Two of three milliseconds fill a slice of five.
  const changes = seen.filter((each, index) => each !== seen[index - 1]);
  expect(changes.join(' ')).toMatch(/^(round )?0 1 round 2 3 round 4 5 round$/);
});

it('does as much as fits in a slice before the loop goes round', async () => {
  const { work } = turnsOnClock();
  let done = 0;
  const all = Promise.all(Array.from({ length: 40 }, () => work(0.1, () => (done += 1))));
  await nextRound();
  expect(done).toBe(40);
  await all;
});

it('lets those for whom it is done take turns, however much of it one of them has', async () => {
  const { work } = turnsOnClock();
  const [much, little] = [{}, {}];
  const order: string[] = [];
  const all = Array.from({ length: 6 }, () => work(3, () => order.push('much'), much));
  all.push(work(3, () => order.push('little'), little));
  await Promise.all(all);
  expect(order.indexOf('little')).toBe(1);
});

it('is fair: of several that want long, each gets a slice in its order', async () => {
  const { work } = turnsOnClock();
  const order: string[] = [];
  const long = async (name: string) => {
    for (let slice = 0; slice < 3; slice += 1) await work(6, () => order.push(name));
  };
  await Promise.all(['a', 'b', 'c'].map(long));
  expect(order.join('')).toBe('abcabcabc');
});
