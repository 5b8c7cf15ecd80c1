/** The token of the user. It is kept for this tab only, and gone when the tab is closed. */
const KEY = 'rapport.token';
const told = new Set<() => void>();

export const token = {
  get: (): string | null => sessionStorage.getItem(KEY),
  /** @param value null signs out */
  set(value: string | null): void {
    if (value === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, value);
    for (const tell of told) tell();
  },
  /** @returns what ends it */
  onChange(tell: () => void): () => void {
    told.add(tell);
    return () => told.delete(tell);
  },
};
