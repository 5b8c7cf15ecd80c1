// The order of facts: by when they happened, then by position in the log. The position matters because exports often carry
// dates only, and their row order is then the only order. No other code decides how facts are ordered.

/** Compares by code unit: the same order on every machine and in every language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Position in the log; null while the fact is not on record. Null sorts last. */
type Place = bigint | number | null;
/** `at` in milliseconds since the epoch. */
type Fact = { readonly at: number; readonly position: Place };
type SaidByFact = { readonly at: number; readonly place: Place };

const comparePlaces = (a: Place, b: Place): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

/** Compares facts by when they happened, and at one instant by the order in which they were recorded. */
export const compareFacts = (a: Fact, b: Fact): number => a.at - b.at || comparePlaces(a.position, b.position);

/** The same for what is derived from a fact, such as a mark or a piece of evidence. */
export const compareSaid = (a: SaidByFact, b: SaidByFact): number => a.at - b.at || comparePlaces(a.place, b.place);

/** The facts in order, earliest first. Facts of one instant that are not on record keep their given order. */
export const inOrder = <F extends Fact>(facts: Iterable<F>): F[] => [...facts].sort(compareFacts);

/** The last of the facts that count; null where none does. */
export function lastOf<F extends Fact>(facts: Iterable<F>, counts: (fact: F) => boolean): F | null {
  let last: F | null = null;
  for (const fact of facts) if (counts(fact) && (last === null || compareFacts(fact, last) >= 0)) last = fact;
  return last;
}
