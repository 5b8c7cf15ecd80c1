import { DAY_MS, type Money } from '#relationship';
import type { Chance, Weighted } from './chance.js';

export const SEGMENTS = ['ENTERPRISE', 'MID_MARKET', 'SMALL'] as const;
export type Segment = (typeof SEGMENTS)[number];
export type Role = 'SPONSOR' | 'DECISION_MAKER' | 'CHAMPION' | 'USER' | 'EXECUTIVE';
/** People are named by their job; nobody in the simulation has a personal name. */
export type Person = { readonly stakeholderId: string; readonly name: string; readonly role: Role };

export type Customer = {
  /** 0, 1, 2, ... */
  readonly index: number;
  readonly customerId: string;
  readonly name: string;
  readonly segment: Segment;
  readonly timeZone: string;
  /** The value of the contract for a year. */
  readonly value: Money;
  readonly cadenceDays: number;
  readonly noticeHours: number | null;
  readonly openingTrust: number | null;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  readonly people: readonly Person[];
};

/** A customer's name is two unrelated words, so that it is not the name of a real company. */
const FIRST =
  'Amber Birch Cedar Cobalt Copper Granite Hazel Indigo Juniper Larch Maple Ochre Olive Pewter Russet Saffron Slate Teal Umber Walnut'.split(
    ' ',
  );
const SECOND =
  'Acorn Anchor Barrel Basket Button Candle Compass Feather Kettle Ladder Lantern Marble Pebble Ribbon Saddle Spindle Thimble Trellis Wagon Wicker'.split(
    ' ',
  );
/** The number of different customer names. */
export const MOST_CUSTOMERS = FIRST.length * SECOND.length;

const TRADES: Record<Segment, readonly string[]> = {
  ENTERPRISE: ['Insurance', 'Logistics', 'Energy', 'Hospitals', 'Rail Services', 'Food Group'],
  MID_MARKET: ['Packaging', 'Precision Parts', 'Furniture', 'Textiles', 'Printing', 'Dairies', 'Clinics', 'Freight'],
  SMALL: ['Bakeries', 'Architects', 'Surveyors', 'Opticians', 'Garden Centres', 'Tax Advisers', 'Joinery'],
};
const CADENCE_DAYS: Record<Segment, number> = { ENTERPRISE: 14, MID_MARKET: 30, SMALL: 60 };
const PEOPLE: Record<Segment, readonly (readonly [name: string, role: Role])[]> = {
  ENTERPRISE: [
    ['Head of operations', 'SPONSOR'],
    ['Finance director', 'DECISION_MAKER'],
    ['IT service coordinator', 'CHAMPION'],
    ['Night shift lead', 'USER'],
    ['Chief executive', 'EXECUTIVE'],
  ],
  MID_MARKET: [
    ['Plant manager', 'DECISION_MAKER'],
    ['IT coordinator', 'CHAMPION'],
    ['Dispatch lead', 'USER'],
    ['Managing director', 'EXECUTIVE'],
  ],
  SMALL: [
    ['Office lead', 'CHAMPION'],
    ['Managing partner', 'EXECUTIVE'],
  ],
};
const SEGMENT_SHARES: Weighted<Segment> = [
  ['ENTERPRISE', 25],
  ['MID_MARKET', 40],
  ['SMALL', 35],
];
/** The least value of a contract for a year, in units of the customer's currency. */
const LEAST_WORTH: Readonly<Record<Segment, number>> = { ENTERPRISE: 240_000, MID_MARKET: 36_000, SMALL: 4_800 };
const CURRENCIES: Readonly<Record<string, string>> = {
  'Europe/London': 'GBP',
  'America/New_York': 'USD',
  'America/Chicago': 'USD',
  'Asia/Singapore': 'SGD',
  'Australia/Sydney': 'AUD',
};
const TIME_ZONES: Weighted<string> = [
  ['Europe/Berlin', 30],
  ['Europe/London', 25],
  ['America/New_York', 15],
  ['America/Chicago', 10],
  ['Asia/Singapore', 10],
  ['Australia/Sydney', 5],
  ['UTC', 5],
];

/** This many different names. */
export function names(count: number, chance: Chance): string[] {
  const pairs = FIRST.flatMap((first) => SECOND.map((second) => `${first} ${second}`));
  return chance.shuffled(pairs).slice(0, count);
}

/** Most customers were served all year, some came during it, and a few are so new that little is known about them. */
const DAYS_SERVED: Weighted<readonly [min: number, max: number]> = [
  [[330, 364], 66],
  [[60, 320], 24],
  [[4, 20], 10],
];

/** @param until when the year ends, milliseconds since the epoch */
export function customerOf(index: number, name: string, until: number, chance: Chance): Customer {
  const segment = chance.draw(SEGMENT_SHARES);
  const [min, max] = chance.draw(DAYS_SERVED);
  const trade = chance.pick(TRADES[segment]);
  const timeZone = chance.draw(TIME_ZONES);
  return {
    index,
    customerId: slug(name),
    name: `${name} ${trade}`,
    segment,
    timeZone,
    value: { amount: LEAST_WORTH[segment] * (1 + (index % 5)), currency: CURRENCIES[timeZone] ?? 'EUR' },
    cadenceDays: CADENCE_DAYS[segment],
    noticeHours: segment === 'ENTERPRISE' && chance.happens(0.3) ? 2 : null,
    openingTrust: chance.happens(0.12) ? chance.pick([55, 60, 80]) : null,
    openedAt: until - Math.round(chance.between(min, max) * DAY_MS),
    people: PEOPLE[segment].map(([person, role]) => ({ stakeholderId: slug(person), name: person, role })),
  };
}

const slug = (words: string): string => words.toLowerCase().replaceAll(' ', '-');
