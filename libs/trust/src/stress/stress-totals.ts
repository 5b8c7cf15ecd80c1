import type { Money } from '#relationship';
import type { TrustBand } from '../score/band.js';
import { isWorse } from './band-order.js';
import type { StressLine } from './stress-line.js';

/** Totals over relationships that a scenario concerns. */
export type StressTotals = {
  concerned: number;
  /** Points lost minus points gained. */
  lost: number;
  /** How many relationships go from which band to which. */
  crossings: Crossing[];
  /** How many relationships fall to a worse band. */
  fell: number;
  /** How many of these calls can keep in their band. */
  kept: number;
  /** Value of the contracts of those that fall, by currency. A relationship without a value adds nothing. */
  readonly valueAtRisk: Map<string, number>;
  /** How many calls that takes in total. */
  calls: number;
  /** Whether this is the fewest possible: every set of calls was tried for each relationship. */
  isFewest: boolean;
};

export type Crossing = { readonly from: TrustBand; readonly to: TrustBand; count: number };

export const emptyTotals = (): StressTotals => ({
  concerned: 0,
  lost: 0,
  crossings: [],
  fell: 0,
  kept: 0,
  valueAtRisk: new Map(),
  calls: 0,
  isFewest: true,
});

export function tallyLine(totals: StressTotals, { before, after, lost, value, remedy }: StressLine): void {
  totals.concerned += 1;
  totals.lost += lost;
  if (before.band !== after.band) addCrossing(totals, { from: before.band, to: after.band, count: 1 });
  if (isWorse(before.band, after.band)) {
    totals.fell += 1;
    if (value !== null) addValue(totals, value);
  }
  if (remedy === null) return;
  if (remedy.keeps) totals.kept += 1;
  totals.calls += remedy.calls.length;
  totals.isFewest &&= remedy.search === 'ALL';
}

export function mergeTotals(parts: readonly StressTotals[]): StressTotals {
  const merged = emptyTotals();
  for (const part of parts) {
    for (const name of ['concerned', 'lost', 'fell', 'kept', 'calls'] as const) merged[name] += part[name];
    for (const crossing of part.crossings) addCrossing(merged, crossing);
    for (const [currency, amount] of part.valueAtRisk) addValue(merged, { amount, currency });
    merged.isFewest &&= part.isFewest;
  }
  return merged;
}

const addValue = ({ valueAtRisk }: StressTotals, { amount, currency }: Money): void =>
  void valueAtRisk.set(currency, (valueAtRisk.get(currency) ?? 0) + amount);

function addCrossing({ crossings }: StressTotals, { from, to, count }: Crossing): void {
  const known = crossings.find((each) => each.from === from && each.to === to);
  if (known === undefined) crossings.push({ from, to, count });
  else known.count += count;
}
