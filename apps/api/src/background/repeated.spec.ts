import { setImmediate as nextTurn } from 'node:timers/promises';
import { Repeated } from './repeated.js';

it('never begins a turn while another is under way', async () => {
  let underWay = 0;
  let most = 0;
  let turns = 0;
  let enough: () => void = () => undefined;
  const five = new Promise<void>((resolve) => (enough = resolve));
  const repeated = new Repeated(
    async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await nextTurn();
      underWay -= 1;
      turns += 1;
      if (turns === 5) enough();
    },
    0,
    () => undefined,
  );
  repeated.start();
  await five;
  await repeated.stop();
  expect(most).toBe(1);
});

it('tells of a failure and tries again', async () => {
  const failures: unknown[] = [];
  let turns = 0;
  let done: () => void = () => undefined;
  const succeeded = new Promise<void>((resolve) => (done = resolve));
  const repeated = new Repeated(
    async () => {
      turns += 1;
      if (turns < 3) throw new Error(`turn ${turns}`);
      done();
    },
    0,
    (error) => failures.push(error),
  );
  repeated.start();
  await succeeded;
  await repeated.stop();
  expect(failures).toEqual([new Error('turn 1'), new Error('turn 2')]);
});

it('stops once the turn under way has come to its end, without telling that it was broken off', async () => {
  const failures: unknown[] = [];
  let ended = false;
  const repeated = new Repeated(
    async (signal) => {
      while (!signal.aborted) await nextTurn();
      ended = true;
      throw new Error('broken off');
    },
    0,
    (error) => failures.push(error),
  );
  repeated.start();
  await nextTurn();
  await repeated.stop();
  expect([ended, failures]).toEqual([true, []]);
});

it('does nothing more where it is stopped in a pause, however long', async () => {
  let turns = 0;
  const repeated = new Repeated(
    async () => {
      turns += 1;
    },
    3_600_000,
    () => undefined,
  );
  repeated.start();
  await nextTurn();
  await repeated.stop();
  expect(turns).toBe(1);
});
