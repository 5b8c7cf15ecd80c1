import { Chance, Deck } from './chance.js';

const chance = (seed = 1): Chance => Chance.sources(seed).next().value;
const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);

it('draws the same from the same seed, and otherwise from the next source', () => {
  const drawn = (from: Chance) => times(20, () => from.whole(0, 1000));
  const sources = Chance.sources(5);
  const first = drawn(sources.next().value);
  expect(first).toEqual(drawn(chance(5)));
  expect(drawn(sources.next().value)).not.toEqual(first);
});

it('draws by weight, and what weighs nothing never', () => {
  const from = chance();
  const drawn = times(2000, () =>
    from.draw([
      ['seldom', 1],
      ['never', 0],
      ['often', 3],
    ]),
  );
  expect(drawn).not.toContain('never');
  expect(drawn.filter((each) => each === 'often').length / drawn.length).toBeCloseTo(0.75, 1);
});

it('deals every card once before any comes again', () => {
  const deck = new Deck(['a', 'b', 'c', 'd'], chance());
  for (const _ of [1, 2, 3]) expect(times(4, () => deck.deal()).sort()).toEqual(['a', 'b', 'c', 'd']);
});

it('has nothing to pick from nothing', () => {
  expect(() => chance().pick([])).toThrow(RangeError);
  expect(() => chance().draw([])).toThrow(RangeError);
});
