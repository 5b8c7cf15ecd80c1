import { DAY_MS } from '#relationship';
import type { AccountManager } from './account-manager.js';
import { ACCOUNT_MANAGERS } from './account-managers.js';
import type { Chance } from './scenes/chance.js';
import type { Customer } from './scenes/customer.js';

const YEAR_MS = 365 * DAY_MS;
/** No story is longer than this. */
const LONGEST_STORY_MS = 35 * DAY_MS;

/** The outline of a customer's year, drawn before its stories. Times are ms since the epoch, Infinity for never. */
export type Fate = {
  readonly openedAt: number;
  readonly until: number;
  /** The share of the year in which we have served them, 0 to 1. */
  readonly served: number;
  /** Served long enough for rare stories. */
  readonly isEstablished: boolean;
  /** When another account manager takes over. */
  readonly changesAt: number;
  readonly pausedAt: number;
  readonly reopensAt: number;
  /** From then on nobody contacts them. */
  readonly forgottenFrom: number;
  readonly managerAt: (at: number) => AccountManager;
};

export const managerNumbered = (index: number): AccountManager =>
  ACCOUNT_MANAGERS[index % ACCOUNT_MANAGERS.length] as AccountManager;

/** The customer's number in the portfolio of its account manager: 0, 1, 2, ... */
export const placeInPortfolio = ({ index }: Customer): number => Math.floor(index / ACCOUNT_MANAGERS.length);

/** Rare stories are assigned by the customer's number, so that each occurs even in a small demo. */
export const fallsTo = ({ index }: Customer, one: number, inEvery: number): boolean => index % inEvery === one;

/** A random time between two shares of the time served. */
export const momentIn = ({ openedAt, until }: Fate, from: number, to: number, chance: Chance): number =>
  openedAt + (until - openedAt) * chance.between(from, to);

export function fateOf(customer: Customer, until: number, chance: Chance): Fate {
  const { index, openedAt, cadenceDays } = customer;
  const served = (until - openedAt) / YEAR_MS;
  const isEstablished = served > 0.6;
  const first = managerNumbered(index);
  // The first account manager takes over relationships that another has neglected.
  const second = managerNumbered(0);
  const momentAround = (share: number) => openedAt + (until - openedAt) * chance.between(share - 0.1, share + 0.1);
  const changesAt = isEstablished && fallsTo(customer, 2, 20) ? momentAround(0.5) : Infinity;
  const pausedAt = isEstablished && fallsTo(customer, 13, 41) ? momentAround(0.4) : Infinity;
  const managerAt = (at: number) => (at < changesAt ? first : second);
  const isForgotten = managerAt(until).letsSlip && placeInPortfolio(customer) % 2 === 1;
  return {
    openedAt,
    until,
    served,
    isEstablished,
    changesAt,
    pausedAt,
    reopensAt: pausedAt + 60 * DAY_MS,
    forgottenFrom: isForgotten ? until - chance.between(0.9, 1.8) * cadenceDays * DAY_MS : Infinity,
    managerAt,
  };
}

/** True if a story that begins then would run into a pause, or begin in one. */
export const isInterrupted = ({ pausedAt, reopensAt }: Fate, at: number): boolean =>
  at !== pausedAt && at > pausedAt - LONGEST_STORY_MS && at < reopensAt;
