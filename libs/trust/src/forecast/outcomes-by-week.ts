import { weekOf } from './week.js';

/** Days after which an outcome counts half. */
const HALF_LIFE_DAYS = 90;
/** What is left of an outcome a week later. */
export const LEFT_AFTER_A_WEEK = 2 ** (-7 / HALF_LIFE_DAYS);
/** What is left of a group's outcomes after years counts as nothing, so that a far date costs no memory. */
const NEGLIGIBLE = 1e-9;

/** Outcomes, each counting less the older it is. */
export type Counts = { readonly good: number; readonly all: number };

/** The outcomes known at the beginning of a week. */
export type DecayedOutcomes = Counts & {
  readonly week: number;
  /** The same by group; outcomes without a group are in none. */
  readonly groups: ReadonlyMap<string, Counts>;
};

type Week = { good: number; all: number; readonly groups: Map<string, { good: number; all: number }> };

/** How something ended: a promise that was kept is good. */
export type KnownOutcome = {
  /** When it became known, milliseconds since the epoch. */
  readonly knownAt: number;
  readonly bad: boolean;
  readonly group: string | null;
};

/** Outcomes by the week, Monday to Sunday, in which they became known: all that a rate renewed each week needs of them. */
export class OutcomesByWeek {
  private readonly weeks = new Map<number, Week>();

  static of(known: Iterable<KnownOutcome>): OutcomesByWeek {
    const outcomes = new OutcomesByWeek();
    for (const each of known) outcomes.add(each);
    return outcomes;
  }

  add({ knownAt, bad, group }: KnownOutcome): void {
    this.addCounts(weekOf(knownAt), group, { good: bad ? 0 : 1, all: 1 });
  }

  /** Adds outcomes that became known in one week. */
  addCounts(number: number, group: string | null, { good, all }: Counts): void {
    let week = this.weeks.get(number);
    if (week === undefined) this.weeks.set(number, (week = { good: 0, all: 0, groups: new Map() }));
    week.good += good;
    week.all += all;
    if (group === null) return;
    const counts = week.groups.get(group) ?? { good: 0, all: 0 };
    week.groups.set(group, { good: counts.good + good, all: counts.all + all });
  }

  /** Whether at least two groups have outcomes, so that a rate by group says more than one for all. */
  get hasGroups(): boolean {
    const groups = new Set<string>();
    for (const week of this.weeks.values()) {
      for (const group of week.groups.keys()) groups.add(group);
      if (groups.size >= 2) return true;
    }
    return false;
  }

  /** What was known at the beginning of each week, from the first with an outcome to the one after the last. */
  *decayed(): Generator<DecayedOutcomes> {
    const weeks = [...this.weeks.keys()].sort((a, b) => a - b);
    const [first, last] = [weeks[0], weeks.at(-1)];
    if (first === undefined || last === undefined) return;
    let now: Omit<DecayedOutcomes, 'week'> = { good: 0, all: 0, groups: new Map() };
    for (let week = first; week <= last + 1; week += 1) {
      yield { week, ...now };
      now = aWeekLater(now, this.weeks.get(week));
    }
  }

  /** What is known after the last week. */
  latest(): Counts {
    let latest: Counts = { good: 0, all: 0 };
    for (const { good, all } of this.decayed()) latest = { good, all };
    return latest;
  }
}

function aWeekLater(now: Omit<DecayedOutcomes, 'week'>, here: Week | undefined): Omit<DecayedOutcomes, 'week'> {
  const later = (counts: Counts, more: Counts = { good: 0, all: 0 }): Counts => ({
    good: counts.good * LEFT_AFTER_A_WEEK + more.good,
    all: counts.all * LEFT_AFTER_A_WEEK + more.all,
  });
  const groups = new Map<string, Counts>();
  for (const [group, counts] of now.groups) {
    const left = later(counts, here?.groups.get(group));
    if (left.all > NEGLIGIBLE) groups.set(group, left);
  }
  for (const [group, counts] of here?.groups ?? []) if (!now.groups.has(group)) groups.set(group, counts);
  return { ...later(now, here), groups };
}

/** What is left so many weeks later, if nothing else becomes known. */
export function later({ week, good, all, groups }: DecayedOutcomes, weeks: number): DecayedOutcomes {
  const left = LEFT_AFTER_A_WEEK ** weeks;
  const aged = (counts: Counts): Counts => ({ good: counts.good * left, all: counts.all * left });
  return {
    week: week + weeks,
    ...aged({ good, all }),
    groups: new Map(Array.from(groups, ([group, counts]) => [group, aged(counts)])),
  };
}
