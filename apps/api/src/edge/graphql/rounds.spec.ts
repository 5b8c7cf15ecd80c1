import { setImmediate } from 'node:timers/promises';
import { Rounds } from './rounds.js';

/** What began in each round of the loop, until nothing waits any more. */
async function beginAll(rounds: Rounds, count: number, began: (n: number) => void = () => undefined) {
  const inRounds: number[][] = [];
  let present: number[] = [];
  for (let n = 0; n < count; n += 1)
    void rounds.begin().then(() => {
      present.push(n);
      began(n);
    });
  while (rounds.length > 0 || present.length > 0) {
    await setImmediate();
    inRounds.push(present);
    present = [];
  }
  return inRounds.filter((each) => each.length > 0);
}

it('begins the first at once and then eight in a round, in the order in which they came', async () => {
  const rounds = new Rounds(() => 0);
  const began = await beginAll(rounds, 20);
  expect(began.map(({ length }) => length)).toEqual([1, 8, 8, 3]);
  expect(began.flat()).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

it('begins one in a round where each takes long', async () => {
  let now = 0;
  const rounds = new Rounds(() => now);
  const began = await beginAll(rounds, 4, () => (now += 3));
  expect(began).toEqual([[0], [1], [2], [3]]);
});

it('begins more when nothing has waited for a while', async () => {
  const rounds = new Rounds(() => 0);
  expect(await beginAll(rounds, 1)).toEqual([[0]]);
  expect(rounds.length).toBe(0);
  expect(await beginAll(rounds, 2)).toEqual([[0], [1]]);
});
