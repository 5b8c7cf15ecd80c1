import { DAY_MS } from '#relationship';
import type { AccountManager } from './account-manager.js';
import { ACCOUNT_MANAGERS } from './account-managers.js';
import type { Chance } from './scenes/chance.js';
import type { Customer } from './scenes/customer.js';

const YEAR_MS = 365 * DAY_MS;
/** A story begun so long before a pause has come to its end when the pause begins. */
const LONGEST_STORY_MS = 35 * DAY_MS;

/** What is settled about a customer's year before anything happens in it. Times are ms since the epoch, Infinity for never. */
export type Fate = {
  readonly openedAt: number;
  readonly until: number;
  /** How much of a year we have served them, 0 to 1. */
  readonly served: number;
  /** Served for long enough that rare things may have happened. */
  readonly isEstablished: boolean;
  /** Another account manager takes over. */
  readonly changesAt: number;
  readonly pausedAt: number;
  readonly reopensAt: number;
  /** From then on nobody thinks of them. */
  readonly forgottenFrom: number;
  readonly managerAt: (at: number) => AccountManager;
};

export const managerNumbered = (index: number): AccountManager =>
  ACCOUNT_MANAGERS[index % ACCOUNT_MANAGERS.length] as AccountManager;

/** The customer's place in the book of its account manager: 0, 1, 2, ... */
export const placeInBook = ({ index }: Customer): number => Math.floor(index / ACCOUNT_MANAGERS.length);

/** Rare things go round by the customer's number, so that each occurs in a book of any size worth looking at. */
export const fallsTo = ({ index }: Customer, one: number, inEvery: number): boolean => index % inEvery === one;

/** A moment between two shares of the time served. */
export const momentIn = ({ openedAt, until }: Fate, from: number, to: number, chance: Chance): number =>
  openedAt + (until - openedAt) * chance.between(from, to);

export function fateOf(customer: Customer, until: number, chance: Chance): Fate {
  const { index, openedAt, cadenceDays } = customer;
  const served = (until - openedAt) / YEAR_MS;
  const isEstablished = served > 0.6;
  const first = managerNumbered(index);
  // The first of the account managers takes over what another has let slide.
  const second = managerNumbered(0);
  const momentAround = (share: number) => openedAt + (until - openedAt) * chance.between(share - 0.1, share + 0.1);
  const changesAt = isEstablished && fallsTo(customer, 2, 20) ? momentAround(0.5) : Infinity;
  const pausedAt = isEstablished && fallsTo(customer, 13, 41) ? momentAround(0.4) : Infinity;
  const managerAt = (at: number) => (at < changesAt ? first : second);
  const isForgotten = managerAt(until).letsSlip && placeInBook(customer) % 2 === 1;
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

/** Whether a story that begins then would have run into a pause, or begun in one. */
export const isInterrupted = ({ pausedAt, reopensAt }: Fate, at: number): boolean =>
  at !== pausedAt && at > pausedAt - LONGEST_STORY_MS && at < reopensAt;
