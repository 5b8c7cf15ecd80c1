import fc from 'fast-check';
import { Drawn } from './drawn.js';
import { placeByLot } from './place-by-lot.js';

type Sized = readonly [customerId: string, size: number];
const drawnOf = (book: readonly Sized[], most: number): Drawn<Sized> => {
  const drawn = new Drawn<Sized>(most);
  for (const each of book) drawn.add(each[0], each, each[1]);
  return drawn;
};
const sizeOf = (drawn: Drawn<Sized>) => drawn.all().reduce((sum, [, size]) => sum + Math.max(1, size), 0);
const anyBook = fc.uniqueArray(fc.tuple(fc.string(), fc.integer({ min: 0, max: 12 })), {
  selector: ([customerId]) => customerId,
  maxLength: 60,
});

it('keeps everything up to the limit, and lets customers go beyond it', () => {
  const book = Array.from({ length: 100 }, (_, index) => [`c-${index}`, 10] as const);
  expect(drawnOf(book, 1_000)).toMatchObject({ share: 1 });
  expect(drawnOf(book, 1_000).all()).toEqual(book);
  const half = drawnOf(book, 500);
  expect(half.share).toBeGreaterThan(0.35);
  expect(half.share).toBeLessThan(0.65);
  expect(sizeOf(half)).toBeGreaterThan(460);
  expect(sizeOf(half)).toBeLessThanOrEqual(500);
});

it('keeps the same customers in whatever order they come, within the limit', () => {
  fc.assert(
    fc.property(anyBook, fc.integer({ min: 12, max: 200 }), (book, most) => {
      const drawn = drawnOf(book, most);
      const backwards = drawnOf(book.toReversed(), most);
      expect(backwards.share).toBe(drawn.share);
      expect(backwards.all().sort()).toEqual(drawn.all().sort());
      expect(sizeOf(drawn)).toBeLessThanOrEqual(most);
    }),
  );
});

it('keeps a customer that is alone, however much is said of it', () => {
  expect(drawnOf([['only', 50]], 10).all()).toHaveLength(1);
});

it('is never left with nothing, however few and large the customers are', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const book = Array.from({ length: 6 }, (_, index) => [`large-${seed}-${index}`, 88] as const);
    // There is room for two of them.
    expect(drawnOf(book, 250).all()).toHaveLength(2);
  }
});

it('places names that differ in one letter all over', () => {
  const places = Array.from({ length: 4_000 }, (_, index) => placeByLot(`customer-${index}`));
  for (const limit of [0.125, 0.25, 0.5, 0.75]) {
    const share = places.filter((place) => place < limit).length / places.length;
    expect(Math.abs(share - limit)).toBeLessThan(0.03);
  }
});
