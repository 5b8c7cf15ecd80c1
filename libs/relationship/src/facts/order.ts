// The order of facts. It depends on when they happened and never on when they arrived, so that equal histories give equal
// results. How facts of one instant are ordered is decided here and nowhere else.

/** Compares by code unit: the same order on every machine and in every language. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `at` in milliseconds since the epoch. */
type Fact = { readonly at: number; readonly id: string };
type SaidByFact = { readonly at: number; readonly eventId: string };

/** Facts by when they happened; those of one instant by event id. */
export const compareFacts = (a: Fact, b: Fact): number => a.at - b.at || compareText(a.id, b.id);

/** The same for what a fact says, such as a mark. */
export const compareMarks = (a: SaidByFact, b: SaidByFact): number => a.at - b.at || compareText(a.eventId, b.eventId);

/** The facts in order, the earliest first. */
export const inOrder = <F extends Fact>(facts: Iterable<F>): F[] => [...facts].sort(compareFacts);

/** The last of the facts that count; null where none does. */
export function lastOf<F extends Fact>(facts: Iterable<F>, counts: (fact: F) => boolean): F | null {
  let last: F | null = null;
  for (const fact of facts) if (counts(fact) && (last === null || compareFacts(fact, last) > 0)) last = fact;
  return last;
}
