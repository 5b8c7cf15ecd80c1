import type { StressTest } from './stress-tally.js';
import { mergeTotals, type StressTotals } from './stress-totals.js';

/** The result for a whole portfolio, without the single relationships. */
export type StressSummary = Omit<StressTest, 'lines'>;

/** Merges the results of the parts of a portfolio, without their lines: callers merge the sorted lines as far as needed. */
export const mergeStress = (parts: readonly StressSummary[]): StressSummary => ({
  totals: mergeTotals(parts.map(({ totals }) => totals)),
  byOwner: mergeGroups(parts.map(({ byOwner }) => byOwner)),
  bySegment: mergeGroups(parts.map(({ bySegment }) => bySegment)),
  models: [...new Set(parts.flatMap(({ models }) => models))].sort(),
  looked: parts.reduce((sum, { looked }) => sum + looked, 0),
});

type Groups = ReadonlyMap<string | null, StressTotals>;

function mergeGroups(parts: readonly Groups[]): Groups {
  const names = new Set(parts.flatMap((part) => [...part.keys()]));
  return new Map(
    [...names].map((name) => [
      name,
      mergeTotals(
        parts.flatMap((part) => {
          const totals = part.get(name);
          return totals === undefined ? [] : [totals];
        }),
      ),
    ]),
  );
}
