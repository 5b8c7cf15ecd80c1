import type { Refusal, RefusalCode } from './refusal.js';

/** The decision on a fact that a caller wants to record. @typeParam E the earlier fact, where it is on record already */
export type Decision<E, C extends string = RefusalCode> =
  | { readonly is: 'RECORDED' }
  /** It is on record already, so nothing is added. */
  | { readonly is: 'REPEATED'; readonly earlier: E }
  | { readonly is: 'REFUSED'; readonly refusal: Refusal<C> };

export const RECORDED = { is: 'RECORDED' } as const;
export const repeated = <E>(earlier: E) => ({ is: 'REPEATED', earlier }) as const;
export const refused = <C extends string>(refusal: Refusal<C>) => ({ is: 'REFUSED', refusal }) as const;

/** The answer to a caller: the recorded fact, which is on disk by then, or why nothing was recorded. */
export type Answer<R, C extends string = RefusalCode> =
  | { readonly recorded: R; readonly refusals: readonly [] }
  | { readonly recorded: null; readonly refusals: readonly Refusal<C>[] };

export const refusedWith = <C extends string>(refusals: readonly Refusal<C>[]): Answer<never, C> => ({
  recorded: null,
  refusals,
});
