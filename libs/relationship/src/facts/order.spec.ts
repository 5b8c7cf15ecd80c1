import { compareFacts, compareSaid, inOrder, lastOf } from './order.js';

const fact = (at: number, position: bigint | null, id = `${at} ${position}`) => ({ at, position, id });
const said = ({ at, position }: ReturnType<typeof fact>) => ({
  at,
  place: position === null ? null : Number(position),
});

it.each([
  [fact(1, 2n), fact(2, 1n), -1],
  [fact(2, 1n), fact(1, 2n), 1],
  [fact(1, 1n), fact(1, 2n), -1],
  [fact(1, 2n), fact(1, 1n), 1],
  [fact(1, 9n), fact(1, 10n), -1],
  [fact(1, 1n), fact(1, 1n), 0],
  [fact(1, null), fact(1, 2n), 1],
  [fact(1, 2n), fact(1, null), -1],
  [fact(1, null), fact(1, null), 0],
])('facts, and what they say, stand in the order of time, and of the log at one instant: %#', (a, b, order) => {
  expect(compareFacts(a, b)).toBe(order);
  expect(compareSaid(said(a), said(b))).toBe(order);
});

const arrived = [fact(2, 3n), fact(1, 9n), fact(2, null), fact(2, 1n)];

it('facts are put in order whatever the order of their arrival, and what was given stays as it is', () => {
  expect(inOrder(arrived).map(({ id }) => id)).toEqual(['1 9', '2 1', '2 3', '2 null']);
  expect(arrived.map(({ id }) => id)).toEqual(['2 3', '1 9', '2 null', '2 1']);
});

it('facts that are not on record yet keep, at one instant, the order in which they were given', () => {
  const [a, b] = [fact(1, null, 'a'), fact(1, null, 'b')];
  expect(inOrder([a, b])).toEqual([a, b]);
  expect(inOrder([b, a])).toEqual([b, a]);
  expect(lastOf([a, b], () => true)).toBe(b);
});

it('the last of the facts that count', () => {
  expect(lastOf(arrived, () => true)).toEqual(fact(2, null));
  expect(lastOf(arrived, ({ position }) => position !== null)).toEqual(fact(2, 3n));
  expect(lastOf(arrived, () => false)).toBeNull();
});
