import fc from 'fast-check';

/**
 * The kinds of case among the first examples of an arbitrary, always the same ones. A property that asks something of
 * some examples only proves nothing where there are none of them.
 */
export const kindsAmong = <T>(examples: fc.Arbitrary<T>, count: number, kindsOf: (example: T) => readonly string[]) =>
  [...new Set(fc.sample(examples, { numRuns: count, seed: 1 }).flatMap(kindsOf))].toSorted();
