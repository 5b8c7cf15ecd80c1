import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** One customer of one group: how many more bad outcomes came than expected, and the variance of that number. */
export type Unit = { readonly group: number; readonly excess: number; readonly variance: number };

/**
 * Assigns the units to the groups at random, and counts how often the groups then differ at least as much as they do.
 * @returns the p-value, above 0 to 1. The same seed gives the same
 */
export function permutationTest(
  units: readonly Unit[],
  { rounds, seed }: { readonly rounds: number; readonly seed: number },
): number {
  const groups = units.map(({ group }) => group);
  const found = differenceOf(units, groups);
  const generator = xoroshiro128plus(seed);
  let asMuch = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let place = groups.length - 1; place > 0; place -= 1) {
      const other = uniformInt(generator, 0, place);
      [groups[place], groups[other]] = [groups[other] as number, groups[place] as number];
    }
    if (differenceOf(units, groups) >= found - 1e-12) asMuch += 1;
  }
  return (asMuch + 1) / (rounds + 1);
}

/** The sum over the groups of squared excess by variance. @param groups the group of each unit, as a number from 0 */
function differenceOf(units: readonly Unit[], groups: readonly number[]): number {
  const sums = new Map<number, { excess: number; variance: number }>();
  for (const [place, unit] of units.entries()) {
    const group = groups[place] ?? 0;
    const sum = sums.get(group) ?? { excess: 0, variance: 0 };
    sum.excess += unit.excess;
    sum.variance += unit.variance;
    sums.set(group, sum);
  }
  let difference = 0;
  for (const { excess, variance } of sums.values()) if (variance > 0) difference += excess ** 2 / variance;
  return difference;
}
