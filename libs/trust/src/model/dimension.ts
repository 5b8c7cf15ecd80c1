/** The four sides of trust, in the order in which every sum over them runs. */
export const DIMENSIONS = ['candour', 'reliability', 'responsiveness', 'care'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export type ByDimension<T> = { readonly [D in Dimension]: T };

/** Names four values that stand in the order of DIMENSIONS. */
export function byDimension<T>(valueAt: (index: number) => T): ByDimension<T> {
  return { candour: valueAt(0), reliability: valueAt(1), responsiveness: valueAt(2), care: valueAt(3) };
}
