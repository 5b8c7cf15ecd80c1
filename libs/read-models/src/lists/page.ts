/** Part of a list, in order. Cursors are opaque. */
export type Page<T> = {
  readonly rows: readonly { readonly row: T; readonly cursor: string }[];
  readonly hasNextPage: boolean;
};

/** The cursor is not of this list, or is of another order of it. */
export class CursorInvalid extends Error {
  constructor() {
    super('the cursor is not one of this list; leave it out to start from the first page');
  }
}

type CursorValue = string | number | null;

/** @param list names the list and its order, so that a cursor of another is refused */
export const cursorOf = (list: string, ...values: CursorValue[]): string =>
  Buffer.from(JSON.stringify([list, ...values])).toString('base64url');

/** @throws CursorInvalid */
export function readCursor(list: string, cursor: string, length: number): readonly CursorValue[] {
  try {
    const [of, ...values] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const areValues = values.every((value) => value === null || ['string', 'number'].includes(typeof value));
    if (of === list && values.length === length && areValues) return values as CursorValue[];
  } catch {
    // Not JSON: refused below.
  }
  throw new CursorInvalid();
}

/** @param found one row more than the page holds, if there is a next page */
export function pageOf<T>(found: readonly T[], first: number, cursor: (row: T) => string): Page<T> {
  return {
    rows: found.slice(0, first).map((row) => ({ row, cursor: cursor(row) })),
    hasNextPage: found.length > first,
  };
}
