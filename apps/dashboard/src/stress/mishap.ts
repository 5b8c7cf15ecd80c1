import type { StressHypotheticalInput } from '../ask/operations.js';

export const MISHAPS = ['silent', 'late', 'missed'] as const;
export type Mishap = (typeof MISHAPS)[number];

/** What might go wrong, as the address has it. */
export type Supposed = { readonly mishap: Mishap; readonly what: string | null; readonly days: number };

const DAYS = 7;
const MOST_DAYS = 365;

export function supposedIn(params: URLSearchParams): Supposed {
  const mishap = MISHAPS.find((each) => each === params.get('mishap')) ?? 'silent';
  const days = Number(params.get('days') ?? DAYS);
  return { mishap, what: params.get('what'), days: days >= 0 && days <= MOST_DAYS ? days : DAYS };
}

/** As the API asks for it; null while it is not said which service is late. */
export function hypotheticalOf({ mishap, what, days }: Supposed): StressHypotheticalInput | null {
  switch (mishap) {
    case 'silent':
      return { ownerSilent: { days, owner: what } };
    case 'missed':
      return { promisesMissed: { withinDays: days } };
    case 'late':
      return what === null ? null : { serviceDelayed: { byDays: days, service: what } };
  }
}
