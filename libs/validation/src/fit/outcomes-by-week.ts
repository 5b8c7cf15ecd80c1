import type { Question } from '../questions/question.js';
import { periodOf } from '../statistics/period.js';

/** Days after which an outcome counts half for a renewed prior. */
const HALF_LIFE_DAYS = 90;
const LEFT_AFTER_A_WEEK = 2 ** (-7 / HALF_LIFE_DAYS);

/** Outcomes known by the beginning of a week, each counting less the older it is. */
export type DecayedOutcomes = { readonly week: number; readonly good: number; readonly all: number };

/** How outcomes turned out by the week, Monday to Sunday, in which they were known: all that a renewed prior needs of any number. */
export class OutcomesByWeek {
  private readonly weeks = new Map<number, { good: number; all: number }>();

  static of(questions: Iterable<Question>): OutcomesByWeek {
    const outcomes = new OutcomesByWeek();
    for (const question of questions) outcomes.add(question);
    return outcomes;
  }

  add({ knownAt, bad }: Question): void {
    const week = periodOf(knownAt, 'WEEK');
    const { good, all } = this.weeks.get(week) ?? { good: 0, all: 0 };
    this.weeks.set(week, { good: good + (bad ? 0 : 1), all: all + 1 });
  }

  /** What was known at the beginning of each week, from the first with an outcome to the one after the last. */
  *decayed(): Generator<DecayedOutcomes> {
    const weeks = [...this.weeks.keys()].sort((a, b) => a - b);
    const [first, last] = [weeks[0], weeks.at(-1)];
    if (first === undefined || last === undefined) return;
    let [good, all] = [0, 0];
    for (let week = first; week <= last + 1; week += 1) {
      yield { week, good, all };
      const here = this.weeks.get(week) ?? { good: 0, all: 0 };
      good = good * LEFT_AFTER_A_WEEK + here.good;
      all = all * LEFT_AFTER_A_WEEK + here.all;
    }
  }

  /** What is known after the last week. */
  latest(): Omit<DecayedOutcomes, 'week'> {
    let latest = { good: 0, all: 0 };
    for (const each of this.decayed()) latest = each;
    return latest;
  }
}
