/** Part of a list, in order. Cursors are opaque. */
export type Page<T> = {
  readonly rows: readonly { readonly row: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

/** A cursor that was not made here, or was made for a list in another order. */
export class CursorInvalid extends Error {
  constructor() {
    super('the cursor is not one of this list');
  }
}

type CursorValue = string | number | null;

/** @param list which list in which order, so that a cursor of another is refused */
export const cursorOf = (list: string, ...values: CursorValue[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url');

/** @throws CursorInvalid */
export function readCursor(list: string, cursor: string, length: number): readonly CursorValue[] {
  try {
    const [of, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const areValues = values.every((value) => value === null || ['string', 'number'].includes(typeof value));
    if (of === list && values.length === length && areValues) return values as CursorValue[];
  } catch {
    // Not JSON: refused below like any other stranger.
  }
  throw new CursorInvalid();
}

/** Rows were asked for one more than the page holds, to see whether there is a next one. */
export function pageOf<T>(found: readonly T[], first: number, cursor: (row: T) => string): Page<T> {
  return {
    rows: found.slice(0, first).map((row) => ({ row, cursor: cursor(row) })),
    hasNextPage: found.length > first,
  };
}
