import { runHistory } from './history.js';
import { BUGS, NeverFollowed, type Planted } from './planted.js';
import { simulate } from './simulate.js';
import { Tables } from './tables.js';

const HISTORIES = 30;
/** Each bug is found by one of so many histories. */
const MOST_UNTIL_FOUND = 60;

it(`${HISTORIES} histories break no law`, async () => {
  const told: string[] = [];
  const total = await simulate({ from: 1, histories: HISTORIES, told: (line) => told.push(line) });
  expect(told).toEqual([]);
  // Else nothing was tried.
  expect(total.acknowledged).toBeGreaterThan(HISTORIES);
  expect(total.crashes).toBeGreaterThan(HISTORIES);
});

it('the same seed has the same history', async () => {
  const tables = await Tables.open();
  const orders = [];
  for (const seed of [9, 3, 9]) orders.push((await runHistory(seed, tables)).order);
  await tables.close();
  expect(orders[2]).toBe(orders[0]);
  expect(orders[1]).not.toBe(orders[0]);
});

/** By which law each of the bugs is found. */
const FOUND_BY: Readonly<Record<string, RegExp>> = {
  'a clock read in the fold': /, and a rebuild (does not|has it)$/,
  'a checkpoint outside the transaction': /^contacts lacks/,
  'a skipped event': /^contacts lacks/,
  'a resumed subscription off by one': /^a subscriber of (contacts|trust) heard/,
  'a retry without its revision': /by what was on record$/,
};

it.each(Object.entries(BUGS))('finds %s', async (bug, planted) => {
  const until = FOUND_BY[bug] as RegExp;
  const { broken } = await simulate({ from: 1, histories: MOST_UNTIL_FOUND, planted, until });
  expect(broken.length).toBeGreaterThan(0);
});

it('a history in which everybody waits for ever ends, and is told with its seed', async () => {
  const told: string[] = [];
  const planted: Planted = { followedStore: (store) => new NeverFollowed(store) };
  const { broken } = await simulate({ from: 3, histories: 1, planted, told: (line) => told.push(line) });
  expect(broken).toEqual([3]);
  expect(told[0]).toMatch(/^seed 3: it broke off: Error: everybody waits/);
});
