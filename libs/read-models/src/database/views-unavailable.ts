/** The database of the views cannot be reached or refuses to serve. Nothing was changed; the caller may retry. */
export class ViewsUnavailable extends Error {
  constructor(cause: unknown) {
    super(`the views cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** The disk of the views is full: they can be read, but not written. */
export class ViewsFull extends ViewsUnavailable {}

/** The file of the views is damaged. The next start builds it anew. */
export class ViewsDamaged extends ViewsUnavailable {}
