/** The two clocks, milliseconds since the epoch: facts that happened by `asOf` and were recorded by `knownAt`. */
export type Clocks = { readonly asOf: number; readonly knownAt: number };
