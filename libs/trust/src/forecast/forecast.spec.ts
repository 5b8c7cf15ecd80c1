import { DAY_MS } from '#relationship';
import type { Answer } from './answers.js';
import { missRisk } from './forecast.js';
import { keptRateOf, keptRates, KeptRatesByWeek, NO_RATES } from './kept-rates.js';
import { OutcomesByWeek } from './outcomes-by-week.js';
import { OwnRecords } from './own-record.js';
import { mondayOf, weekOf } from './week.js';

const MONDAY = Date.UTC(2026, 0, 5);
const WEEK = weekOf(MONDAY);
const LEFT = 0.5 ** (7 / 90);

it('numbers weeks from Monday to Sunday', () => {
  expect([weekOf(MONDAY - 1), weekOf(MONDAY + 7 * DAY_MS - 1)]).toEqual([WEEK - 1, WEEK]);
  expect(mondayOf(WEEK)).toBe(MONDAY);
});

const answer = (days: number, missed: boolean, group: string | null = 'network'): Answer => {
  const at = MONDAY + days * DAY_MS;
  return { expectationId: `E-${days}`, group, setAt: at, missed, at, lapse: false, byEventId: 'e', knownAt: at };
};

describe('the risk of a promise', () => {
  it('is that of its group for a customer without answers in it', () => {
    expect(missRisk({ keptNow: 0, missedNow: 0 }, 0.8)).toBeCloseTo(0.2, 12);
  });

  it('moves from there with each answer of the customer, as two answers resist', () => {
    expect(missRisk({ keptNow: 3, missedNow: 1 }, 0.8)).toBeCloseTo(1 - (3 + 2 * 0.8) / (4 + 2), 12);
    expect(missRisk({ keptNow: 0, missedNow: 1e9 }, 0.8)).toBeLessThanOrEqual(1);
    expect(missRisk({ keptNow: 1e9, missedNow: 0 }, 0.8)).toBeGreaterThan(0);
  });
});

describe('the record of a customer', () => {
  it('counts each group by itself, and an answer of an earlier week less', () => {
    const records = new OwnRecords();
    for (const each of [answer(0, false), answer(8, true), answer(9, true), answer(1, false, null)]) records.add(each);
    expect(records.of('network', WEEK + 1)).toEqual({
      ...{ kept: 1, missed: 2, sinceWeek: WEEK },
      ...{ keptNow: LEFT, missedNow: 2 },
    });
    expect(records.of(null, WEEK)).toMatchObject({ kept: 1, missed: 0 });
    expect(records.of('mail', WEEK)).toEqual({ kept: 0, missed: 0, keptNow: 0, missedNow: 0, sinceWeek: null });
  });

  it('is the same to the last bit after an answer was added and taken away', () => {
    const [once, twice] = [new OwnRecords(), new OwnRecords()];
    for (const records of [once, twice]) for (const day of [0, 9, 30]) records.add(answer(day, day === 9));
    twice.add(answer(50, true));
    twice.add(answer(3, true));
    twice.remove(answer(3, true));
    twice.remove(answer(50, true));
    expect(twice.of('network', WEEK + 60)).toEqual(once.of('network', WEEK + 60));
  });
});

describe('kept rates', () => {
  it('are 0.7 before any answer, which counts as twenty', () => {
    expect(NO_RATES.book).toBe(0.7);
    expect(keptRates({ good: 20, all: 20, groups: new Map() }).book).toBeCloseTo((20 + 14) / 40, 12);
  });

  it('of a group without answers are those of the book', () => {
    const rates = keptRates({ good: 60, all: 100, groups: new Map([['network', { good: 5, all: 50 }]]) });
    expect(keptRateOf(rates, 'network')).toBeLessThan(0.2);
    expect([keptRateOf(rates, 'mail'), keptRateOf(rates, null)]).toEqual([rates.book, rates.book]);
  });

  it('change on the Monday after an answer, and forget it again', () => {
    const byWeek = new KeptRatesByWeek(OutcomesByWeek.of([{ knownAt: MONDAY + DAY_MS, bad: true, group: null }]));
    expect([byWeek.at(WEEK - 1), byWeek.at(WEEK).book]).toEqual([NO_RATES, 0.7]);
    expect(byWeek.at(WEEK + 1).book).toBeCloseTo(14 / 21, 12);
    expect(byWeek.at(WEEK + 11).book).toBeCloseTo(14 / (20 + LEFT ** 10), 12);
  });

  it('are the same whether or not a later week has answers', () => {
    const early = { knownAt: MONDAY, bad: true, group: 'network' };
    const late = { knownAt: MONDAY + 70 * DAY_MS, bad: true, group: 'network' };
    const [alone, both] = [[early], [early, late]].map((known) => new KeptRatesByWeek(OutcomesByWeek.of(known)));
    expect(alone?.at(WEEK + 9).groups.get('network')).toBeCloseTo(both?.at(WEEK + 9).groups.get('network') ?? 0, 12);
  });
});
