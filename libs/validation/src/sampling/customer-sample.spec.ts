import fc from 'fast-check';
import { CustomerSample } from './customer-sample.js';
import { samplingPlace } from './sampling-place.js';

type Sized = readonly [customerId: string, size: number];
const sampleOf = (customers: readonly Sized[], most: number): CustomerSample<Sized> => {
  const sample = new CustomerSample<Sized>(most);
  for (const each of customers) sample.add(each[0], each, each[1]);
  return sample;
};
const sizeOf = (sample: CustomerSample<Sized>) => sample.all().reduce((sum, [, size]) => sum + Math.max(1, size), 0);
const anyCustomers = fc.uniqueArray(fc.tuple(fc.string(), fc.integer({ min: 0, max: 12 })), {
  selector: ([customerId]) => customerId,
  maxLength: 60,
});

it('keeps all customers up to the limit, and removes some beyond it', () => {
  const customers = Array.from({ length: 100 }, (_, index) => [`c-${index}`, 10] as const);
  expect(sampleOf(customers, 1_000)).toMatchObject({ share: 1 });
  expect(sampleOf(customers, 1_000).all()).toEqual(customers);
  const half = sampleOf(customers, 500);
  expect(half.share).toBeGreaterThan(0.35);
  expect(half.share).toBeLessThan(0.65);
  expect(sizeOf(half)).toBeGreaterThan(460);
  expect(sizeOf(half)).toBeLessThanOrEqual(500);
});

it('keeps the same customers in whatever order they come, within the limit', () => {
  fc.assert(
    fc.property(anyCustomers, fc.integer({ min: 12, max: 200 }), (customers, most) => {
      const sample = sampleOf(customers, most);
      const backwards = sampleOf(customers.toReversed(), most);
      expect(backwards.share).toBe(sample.share);
      expect(backwards.all().sort()).toEqual(sample.all().sort());
      expect(sizeOf(sample)).toBeLessThanOrEqual(most);
    }),
  );
});

it('keeps a single customer, however large', () => {
  expect(sampleOf([['only', 50]], 10).all()).toHaveLength(1);
});

it('never removes all customers, however few and large they are', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const customers = Array.from({ length: 6 }, (_, index) => [`large-${seed}-${index}`, 88] as const);
    // There is room for two of them.
    expect(sampleOf(customers, 250).all()).toHaveLength(2);
  }
});

it('spreads ids that differ in one letter evenly', () => {
  const places = Array.from({ length: 4_000 }, (_, index) => samplingPlace(`customer-${index}`));
  for (const limit of [0.125, 0.25, 0.5, 0.75]) {
    const share = places.filter((place) => place < limit).length / places.length;
    expect(Math.abs(share - limit)).toBeLessThan(0.03);
  }
});
