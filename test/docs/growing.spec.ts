import { capacityOf, mostCustomers } from './growing/capacity.js';
import { CONSTANTS } from './growing/constants.js';

it('reckons with measured figures alone', () => {
  for (const { name, value } of Object.values(CONSTANTS)) expect([name, value > 0]).toEqual([name, true]);
});

it('works out a book by hand', () => {
  const book = capacityOf(1_000_000);
  expect(book.contactsADay).toBe(80_000);
  expect(book.contactsASecond).toBeCloseTo(8.333, 3);
  expect(book.contactsKept).toBe(60_000_000);
  expect(book.pagesASecond).toBeCloseTo(33.333, 3);
  expect(book.logBytes).toBe(60_000_000 * CONSTANTS.logContactBytes.value);
  expect(book.cores).toBeCloseTo(2 * (book.busy.recording + book.busy.pages + book.busy.telling), 12);
});

it('finds the largest book within a limit', () => {
  const customers = mostCustomers(3_600, ({ rebuildSeconds }) => rebuildSeconds);
  expect(capacityOf(customers).rebuildSeconds).toBeCloseTo(3_600, 6);
});
