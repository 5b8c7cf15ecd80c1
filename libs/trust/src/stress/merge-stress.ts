import { byPointsLost } from './stress-line.js';
import type { StressTest } from './stress-test.js';
import { mergeTotals, type StressTotals } from './stress-totals.js';

/**
 * Puts together what the parts of a book gave, for several workers, or to say in between how far it is.
 * @param most how many lines are wanted at most; each part must have been asked for as many
 */
export function mergeStress(parts: readonly StressTest[], most?: number): StressTest {
  return {
    lines: parts
      .flatMap(({ lines }) => lines)
      .sort(byPointsLost)
      .slice(0, most),
    totals: mergeTotals(parts.map(({ totals }) => totals)),
    byOwner: mergeGroups(parts.map(({ byOwner }) => byOwner)),
    bySegment: mergeGroups(parts.map(({ bySegment }) => bySegment)),
    looked: parts.reduce((sum, { looked }) => sum + looked, 0),
  };
}

type Groups = Readonly<Record<string, StressTotals>>;

function mergeGroups(parts: readonly Groups[]): Groups {
  const names = new Set(parts.flatMap((part) => Object.keys(part)));
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      mergeTotals(parts.flatMap((part) => (part[name] === undefined ? [] : [part[name]]))),
    ]),
  );
}
