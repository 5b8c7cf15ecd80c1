/** The four dimensions of trust, in the order of every sum over them. */
export const DIMENSIONS = ['candour', 'reliability', 'responsiveness', 'care'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type ByDimension<T> = { readonly [D in Dimension]: T };

/** Turns four values in the order of DIMENSIONS into a record by name. */
export function byDimension<T>(valueAt: (index: number) => T): ByDimension<T> {
  return { candour: valueAt(0), reliability: valueAt(1), responsiveness: valueAt(2), care: valueAt(3) };
}
