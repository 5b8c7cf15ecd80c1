import { compareFacts, compareMarks, inOrder, lastOf } from './order.js';

const fact = (at: number, id: string) => ({ at, id });
const mark = ({ at, id }: ReturnType<typeof fact>) => ({ at, eventId: id });

it.each([
  [fact(1, 'b'), fact(2, 'a'), -1],
  [fact(2, 'a'), fact(1, 'b'), 1],
  [fact(1, 'a'), fact(1, 'b'), -1],
  [fact(1, 'b'), fact(1, 'a'), 1],
  [fact(1, 'a'), fact(1, 'a'), 0],
])('facts and marks stand in the order of time, and of event ids at one instant: %j, %j', (a, b, order) => {
  expect(compareFacts(a, b)).toBe(order);
  expect(compareMarks(mark(a), mark(b))).toBe(order);
});

const arrived = [fact(2, 'b'), fact(1, 'z'), fact(2, 'c'), fact(2, 'a')];

it('facts are put in order whatever the order of their arrival, and what was given stays as it is', () => {
  expect(inOrder(arrived).map(({ id }) => id)).toEqual(['z', 'a', 'b', 'c']);
  expect(arrived.map(({ id }) => id)).toEqual(['b', 'z', 'c', 'a']);
});

it('the last of the facts that count', () => {
  expect(lastOf(arrived, () => true)).toEqual(fact(2, 'c'));
  expect(lastOf(arrived, ({ id }) => id !== 'c')).toEqual(fact(2, 'b'));
  expect(lastOf(arrived, () => false)).toBeNull();
});
