import { groupRates } from './group-rates.js';
import { later, type DecayedOutcomes, type OutcomesByWeek } from './outcomes-by-week.js';

/** The kept rate before any answer, and as how many answers it counts. */
const BEFORE_ANY = { rate: 0.7, answers: 20 };

/** The shares of promises that are kept, 0 to 1: of the whole book, and of each group that has answers. */
export type KeptRates = { readonly book: number; readonly groups: ReadonlyMap<string, number> };

/** The kept rates of a week, from the answers known when it began. A group's rate is shrunk to that of the book. */
export function keptRates({ good, all, groups }: Omit<DecayedOutcomes, 'week'>): KeptRates {
  const book = (good + BEFORE_ANY.answers * BEFORE_ANY.rate) / (all + BEFORE_ANY.answers);
  return { book, groups: groupRates(groups, book) };
}

/** The kept rates before any answer. */
export const NO_RATES: KeptRates = keptRates({ good: 0, all: 0, groups: new Map() });

/** The rate of a group; that of the book where the group has no answers yet. */
export const keptRateOf = ({ book, groups }: KeptRates, group: string | null): number =>
  (group === null ? undefined : groups.get(group)) ?? book;

/** The kept rates of weeks. A week costs nothing until its rates are asked for. */
export class KeptRatesByWeek {
  private readonly decayed = new Map<number, DecayedOutcomes>();
  private readonly rates = new Map<number, KeptRates>();
  private last: DecayedOutcomes | null = null;

  /** @param weeks the weeks that will be asked for, which saves memory; left out: any */
  constructor(outcomes: OutcomesByWeek, weeks: ReadonlySet<number> | null = null) {
    for (const each of outcomes.decayed()) {
      if (weeks === null || weeks.has(each.week)) this.decayed.set(each.week, each);
      this.last = each;
    }
  }

  /** The rates in force in a week. */
  at(week: number): KeptRates {
    let rates = this.rates.get(week);
    if (rates === undefined) this.rates.set(week, (rates = this.ratesAt(week)));
    return rates;
  }

  private ratesAt(week: number): KeptRates {
    const { last } = this;
    const known = this.decayed.get(week) ?? (last !== null && week >= last.week ? later(last, week - last.week) : null);
    return known === null ? NO_RATES : keptRates(known);
  }
}
