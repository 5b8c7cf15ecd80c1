import type { Answer } from './answers.js';
import { LEFT_AFTER_A_WEEK } from './outcomes-by-week.js';
import { weekOf } from './week.js';

/** The answered promises of one customer in one group. */
export type OwnRecord = {
  /** How many were kept and missed. */
  readonly kept: number;
  readonly missed: number;
  /** The same, where an answer counts half after 90 days: by whole weeks, so that it changes on Mondays and with an answer. */
  readonly keptNow: number;
  readonly missedNow: number;
  /** The week in which the first became known; null where there is none. */
  readonly sinceWeek: number | null;
};

/** The record after so many weeks without another answer. */
export function agedBy(own: OwnRecord, weeks: number): OwnRecord {
  const left = LEFT_AFTER_A_WEEK ** weeks;
  return { ...own, keptNow: own.keptNow * left, missedNow: own.missedNow * left };
}

type Count = { kept: number; missed: number };

/** Counts the answered promises of one customer by group and week. The order in which they are added changes nothing. */
export class OwnRecords {
  private readonly groups = new Map<string | null, Map<number, Count>>();

  add(answer: Answer): void {
    this.count(answer, 1);
  }

  remove(answer: Answer): void {
    this.count(answer, -1);
  }

  /** @param week the week of the question; answers of the same week count in full */
  of(group: string | null, week: number): OwnRecord {
    const weeks = this.groups.get(group) ?? new Map<number, Count>();
    let [kept, missed, keptNow, missedNow] = [0, 0, 0, 0];
    const numbers = [...weeks.keys()].sort((a, b) => a - b);
    for (const number of numbers) {
      const count = weeks.get(number) ?? { kept: 0, missed: 0 };
      const left = LEFT_AFTER_A_WEEK ** Math.max(0, week - number);
      kept += count.kept;
      missed += count.missed;
      keptNow += count.kept * left;
      missedNow += count.missed * left;
    }
    return { kept, missed, keptNow, missedNow, sinceWeek: numbers[0] ?? null };
  }

  private count({ group, knownAt, missed }: Answer, by: 1 | -1): void {
    let weeks = this.groups.get(group);
    if (weeks === undefined) this.groups.set(group, (weeks = new Map<number, Count>()));
    const week = weekOf(knownAt);
    const count = weeks.get(week) ?? { kept: 0, missed: 0 };
    count[missed ? 'missed' : 'kept'] += by;
    if (count.kept === 0 && count.missed === 0) weeks.delete(week);
    else weeks.set(week, count);
  }
}
