import { day } from '../../../../test/kit/given.js';
import type { TrustBand } from '../score/band.js';
import { mergeStress } from './merge-stress.js';
import { byPointsLost, type StressLine } from './stress-line.js';
import { emptyTotals, mergeTotals, tallyLine } from './stress-totals.js';

const call = { type: 'CheckInHeld', about: null, before: day(9) };
const line = (
  customerId: string,
  [from, to]: readonly [TrustBand, TrustBand],
  lost: number,
  remedy: Pick<NonNullable<StressLine['remedy']>, 'keeps' | 'search'> | null = null,
  calls = 1,
  value: StressLine['value'] = null,
): StressLine => ({
  customerId,
  owner: null,
  segment: null,
  value,
  before: { score: 70, band: from },
  until: day(9),
  unstrained: { score: 70, band: from },
  after: { score: 70 - lost, band: to },
  lost,
  lapses: 1,
  remedy: remedy === null ? null : { ...remedy, calls: Array(calls).fill(call), after: { score: 70, band: from } },
});
const money = (amount: number, currency = 'EUR') => ({ amount, currency });
const LINES = [
  line('a', ['HEALTHY', 'HEALTHY'], 1, null, 0, money(1000)),
  line('b', ['HEALTHY', 'WATCH'], 5, { keeps: true, search: 'ALL' }, 2, money(20)),
  line('c', ['HEALTHY', 'WATCH'], 7, { keeps: false, search: 'ALL' }, 0, money(300, 'USD')),
  line('d', ['WATCH', 'HEALTHY'], -2, null, 0, money(4000)),
  line('e', ['WATCH', 'AT_RISK'], 5, { keeps: true, search: 'GREEDY' }, 3, money(5)),
];
const totalsOf = (lines: readonly StressLine[]) => {
  const totals = emptyTotals();
  for (const each of lines) tallyLine(totals, each);
  return totals;
};
const ALL = {
  concerned: 5,
  lost: 16,
  crossings: [
    { from: 'HEALTHY', to: 'WATCH', count: 2 },
    { from: 'WATCH', to: 'HEALTHY', count: 1 },
    { from: 'WATCH', to: 'AT_RISK', count: 1 },
  ],
  fell: 3,
  kept: 2,
  valueAtRisk: new Map([
    ['EUR', 25],
    ['USD', 300],
  ]),
  calls: 5,
  isFewest: false,
};

it('counts who is concerned, who falls from where to where, and what keeping them takes', () => {
  expect(totalsOf([])).toEqual({ ...emptyTotals(), isFewest: true });
  expect(totalsOf(LINES)).toEqual(ALL);
  expect(totalsOf(LINES.slice(0, 4)).isFewest).toBe(true);
});

it('adds up what those are worth that fall, each currency by itself', () => {
  expect(totalsOf(LINES).valueAtRisk.get('EUR')).toBe(25);
  expect(totalsOf([line('f', ['HEALTHY', 'WATCH'], 5)]).valueAtRisk.size).toBe(0);
});

it('adds up from parts to what it is of the whole', () => {
  expect(mergeTotals([totalsOf(LINES.slice(0, 2)), totalsOf(LINES.slice(2))])).toEqual(ALL);
  expect(mergeTotals([totalsOf(LINES.slice(4)), totalsOf([])]).isFewest).toBe(false);
  expect(mergeTotals([])).toEqual(emptyTotals());
});

it('puts first who loses most, then by customer', () =>
  expect(LINES.toSorted(byPointsLost).map(({ customerId }) => customerId)).toEqual(['c', 'b', 'e', 'a', 'd']));

it('puts parts of a book together: every group and every model that any of them has', () => {
  const part = (lines: readonly StressLine[], owner: string | null, model: string) => ({
    totals: totalsOf(lines),
    byOwner: new Map([[owner, totalsOf(lines)]]),
    bySegment: new Map([[null, totalsOf(lines)]]),
    models: [model],
    looked: lines.length + 1,
  });
  const parts = [part(LINES.slice(0, 2), 'ada', 'b'), part(LINES.slice(2), null, 'a'), part([], 'ben', 'b')];
  expect(mergeStress(parts)).toEqual({
    totals: ALL,
    byOwner: new Map([
      ['ada', totalsOf(LINES.slice(0, 2))],
      [null, totalsOf(LINES.slice(2))],
      ['ben', emptyTotals()],
    ]),
    bySegment: new Map([[null, ALL]]),
    models: ['a', 'b'],
    looked: 8,
  });
});
