import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type ContactType, DAY_MS, type FactsIn, type RecordedContact, supposedContact } from '#relationship';
import type { CustomerHistory } from '../src/index.js';

export const START = Date.UTC(2025, 0, 6);

/** Chance from a seed, 0 to 1. */
export function chanceOf(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, 999_999) / 1_000_000;
}

type Recording = { readonly recordedAt?: number; readonly recordedBy?: string };

/** A contact on a day after START; ids rise with the order of making. */
export function said<T extends ContactType>(
  customerId: string,
  day: number,
  type: T,
  facts?: FactsIn<T> & Recording,
): RecordedContact {
  const { recordedAt, recordedBy = 'desk', ...rest }: Recording = facts ?? {};
  const at = START + Math.round(day * DAY_MS);
  made += 1;
  return {
    ...supposedContact(type, { customerId, ...rest }, at, String(made).padStart(9, '0')),
    recordedAt: recordedAt ?? at,
    recordedBy,
  };
}
let made = 0;

export type Promised = {
  readonly day: number;
  readonly kept: boolean;
  readonly settledDay?: number;
  readonly more?: Recording & Pick<FactsIn<'ExpectationSet'>, 'channel' | 'note'>;
};

/** A customer with promises that a system of record settles, a day later where nothing else is said. */
export function customerWith(
  customerId: string,
  promises: readonly Promised[],
  more: readonly RecordedContact[] = [],
): CustomerHistory {
  const contacts = promises.flatMap(({ day, kept, settledDay = day + 1, more: facts = {} }, index) => {
    const expectationId = `${customerId}-${index}`;
    return [
      said(customerId, day, 'ExpectationSet', { expectationId, ...facts }),
      said(customerId, settledDay, 'ExpectationSettled', { expectationId, kept, ...facts }),
    ];
  });
  return {
    customerId,
    contacts: [said(customerId, 0, 'RelationshipOpened', { name: customerId }), ...contacts, ...more],
  };
}

/** Customers who differ in how often their promises are missed: what a score can learn from history. */
export function differingCustomers(count: number, promises: number, seed: number): CustomerHistory[] {
  const chance = chanceOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const missing = chance() < 0.5 ? 0.1 : 0.5;
    return customerWith(
      `c-${String(index).padStart(3, '0')}`,
      Array.from({ length: promises }, (_, place) => ({
        day: 5 + place * 7 + chance() * 3,
        kept: chance() >= missing,
      })),
    );
  });
}
