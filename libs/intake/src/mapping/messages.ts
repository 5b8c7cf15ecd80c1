import type { GivenDocument, Limits, Source, SourceRow } from '#source';

/** What the process that maps is asked. */
export type MappingOrder = {
  readonly id: number;
  readonly source: Source;
  readonly document: GivenDocument;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly limits: Limits;
  /** Null: the SQL makes no pseudonyms. */
  readonly pseudonymKey: Buffer | null;
};

/** What it answers. `invalid` may quote the document. */
export type MappingAnswer =
  | { readonly id: number; readonly rows: readonly SourceRow[] }
  | { readonly id: number; readonly invalid: string; readonly isLate: boolean };

/** Sent once the engine is loaded, so that its start does not count as time of the first order. */
export type MappingReady = { readonly ready: true };
