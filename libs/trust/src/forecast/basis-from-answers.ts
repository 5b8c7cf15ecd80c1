import type { AnsweredPromise } from './answered-promises.js';
import type { ForecastBasis } from './basis.js';
import { MOST_ANSWERS } from './calibration.js';
import { learnBasis, learnCalibration, weeksToCheck, type WeekCount } from './learning.js';
import { mondayOf, weekOf } from './week.js';

/** What the forecasts of a week rest on. @param answers those of all customers, ascending by when they became known */
export function basisFromAnswers(week: number, answers: readonly AnsweredPromise[]): ForecastBasis {
  const counts = new Map<string, { -readonly [K in keyof WeekCount]: WeekCount[K] }>();
  for (const { group, knownAt, missed } of answers) {
    const known = weekOf(knownAt);
    const key = JSON.stringify([known, group]);
    const count = counts.get(key) ?? { week: known, group, kept: 0, missed: 0 };
    count[missed ? 'missed' : 'kept'] += 1;
    counts.set(key, count);
  }
  const all = [...counts.values()];
  const latest = latestBefore(answers, week);
  const latestByWeek = new Map(weeksToCheck(week, latest).map((asked) => [asked, latestBefore(answers, asked)]));
  return learnBasis(week, all, learnCalibration(week, all, latestByWeek.set(week, latest)));
}

/** The latest answers that were known when the week began, at most `MOST_ANSWERS`. @param answers as above */
export function latestBefore<A extends Pick<AnsweredPromise, 'knownAt'>>(answers: readonly A[], week: number): A[] {
  const monday = mondayOf(week);
  let [low, high] = [0, answers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((answers[middle]?.knownAt ?? Infinity) < monday) low = middle + 1;
    else high = middle;
  }
  return answers.slice(Math.max(0, low - MOST_ANSWERS), low);
}
