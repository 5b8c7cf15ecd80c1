/** A key as it is kept: wrapped or plain bytes. Null once it was destroyed; the row stays, so that no other key is made. */
export type KeptKey = { readonly id: string; readonly key: Buffer | null; readonly madeAt: string };

/**
 * Where keys are kept: a file, or a schema of Postgres that nodes share. Both keep the same promises:
 * - What a call has written is on disk when it returns. A failed call may be repeated.
 * - Of several processes that insert a key for one id, the first is kept.
 * - A destroyed key is gone from where it was kept, and never comes back.
 *
 * Calls answer at once and not by a promise, because a fold of contacts needs keys. A lookup on a server takes a round trip, so
 * `KeyRing` remembers keys.
 *
 * @throws StorageFull, StoreUnavailable by every call
 */
export interface KeyTable {
  readonly isReadOnly: boolean;
  /** Differs from before once another process may have destroyed a key, or wrapped the keys. */
  version(): number;
  /** Null if it was destroyed; undefined if there never was one. */
  select(id: string): Buffer | null | undefined;
  /** Those of the ids that have a row; of a destroyed key, too. */
  known(ids: readonly string[]): ReadonlySet<string>;
  isEmpty(): boolean;
  /**
   * Adds keys in one commit; an id that has one keeps it. @param isWrapped as the keys are
   * @returns the ids that were added @throws StoreUnavailable another process has wrapped the keys meanwhile
   */
  insert(keys: readonly KeptKey[], isWrapped: boolean): readonly string[];
  destroy(id: string): void;
  /** By id. */
  all(): readonly KeptKey[];
  /** The wrapping key, sealed by the master key; null: keys are not wrapped. */
  wrapping(): Buffer | null;
  /**
   * Puts another wrapping in place of the one that was read, and rewrites these keys, in one commit.
   * @param keys those that change; all of them where the wrapping key is another
   * @throws StoreUnavailable another process has changed the keys since; nothing was changed
   */
  wrap(before: Buffer | null, wrapping: Buffer, keys: readonly KeptKey[]): void;
  /** The lineage of the log whose facts the keys seal; null if none was noted. */
  lineage(): string | null;
  /** Notes the lineage, unless one was noted. */
  belongTo(lineage: string): void;
  close(): void;
}

/** Of a `StoreUnavailable` of `insert`. */
export const REWRAPPED = 'the keys were wrapped by another process: restart this one';
/** Of a `StoreUnavailable` of `wrap`. */
export const CHANGED = 'the keys were changed by another process meanwhile, and nothing was done: try again';
