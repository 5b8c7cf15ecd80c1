import { DAY_MS } from '#relationship';
import { OutcomesByWeek, type KnownOutcome } from './outcomes-by-week.js';

/** A Monday, and the number of its week: as many Mondays after that of 29 December 1969. */
const MONDAY = Date.UTC(2026, 0, 5);
const WEEK = 2923;
const known = (knownAt: number, bad: boolean): KnownOutcome => ({ bad, knownAt, group: null });
const A_WEEK_LATER = 0.5 ** (7 / 90);

it('counts at the beginning of a week what was known before it, half as much 90 days later', () => {
  const outcomes = OutcomesByWeek.of([
    known(MONDAY, false),
    known(MONDAY + 7 * DAY_MS - 1, true),
    known(MONDAY + 14 * DAY_MS, true),
  ]);
  const decayed = [...outcomes.decayed()];
  expect(decayed).toEqual([
    { week: WEEK, good: 0, all: 0, groups: new Map() },
    { week: WEEK + 1, good: 1, all: 2, groups: new Map() },
    { week: WEEK + 2, good: A_WEEK_LATER, all: 2 * A_WEEK_LATER, groups: new Map() },
    {
      week: WEEK + 3,
      good: A_WEEK_LATER ** 2,
      all: expect.closeTo(2 * A_WEEK_LATER ** 2 + 1) as number,
      groups: new Map(),
    },
  ]);
  const { good, all } = decayed.at(-1) ?? {};
  expect(outcomes.latest()).toEqual({ good, all });
});

it('gives the same in whatever order they are added, and nothing where there are none', () => {
  const longAgo = -1923 * 7; // so that numbers of weeks have three digits, and four
  const questions = [3, 40, 12, 12, 0, longAgo - 7, longAgo].map((day) => known(MONDAY + day * DAY_MS, day % 2 === 0));
  const decayed = [...OutcomesByWeek.of(questions).decayed()];
  expect([...OutcomesByWeek.of(questions.toReversed()).decayed()]).toEqual(decayed);
  expect(decayed.map(({ week }) => week)).toEqual(decayed.map((_, index) => 999 + index));
  expect([...new OutcomesByWeek().decayed()]).toEqual([]);
  expect(new OutcomesByWeek().latest()).toEqual({ good: 0, all: 0 });
});

it('counts each group by itself, and forgets a group whose outcomes are too old to count', () => {
  const inGroup = (at: number, bad: boolean, group: string | null): KnownOutcome => ({ ...known(at, bad), group });
  const outcomes = OutcomesByWeek.of([
    inGroup(MONDAY, false, 'network'),
    inGroup(MONDAY, true, 'network'),
    inGroup(MONDAY, true, null),
    inGroup(MONDAY + 7 * DAY_MS, false, 'mail'),
    inGroup(MONDAY + 4000 * DAY_MS, false, 'mail'),
  ]);
  expect(outcomes.hasGroups).toBe(true);
  const decayed = [...outcomes.decayed()];
  expect(decayed[1]?.groups).toEqual(new Map([['network', { good: 1, all: 2 }]]));
  expect(decayed[2]?.groups).toEqual(
    new Map([
      ['network', { good: A_WEEK_LATER, all: 2 * A_WEEK_LATER }],
      ['mail', { good: 1, all: 1 }],
    ]),
  );
  expect([...(decayed.at(-1)?.groups.keys() ?? [])]).toEqual(['mail']);
  expect(OutcomesByWeek.of([inGroup(MONDAY, true, 'network')]).hasGroups).toBe(false);
});
