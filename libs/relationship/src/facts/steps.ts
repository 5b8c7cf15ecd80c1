/**
 * A calculation in steps of about a millisecond: it yields between two of them, so that a server can do other work there. It
 * decides nothing by the time that passes.
 */
export type Steps<T> = Generator<void, T, void>;

/** The result of all steps at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
