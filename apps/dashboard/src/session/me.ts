import { useSyncExternalStore } from 'react';

/** Which owner the user is. The API knows tokens and no people yet, so the user says it, once for this browser. */
const KEY = 'rapport.me';
const told = new Set<() => void>();

/** @param owner null: nobody of those who own relationships */
export function iAm(owner: string | null): void {
  if (owner === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, owner);
  for (const tell of told) tell();
}

const onChange = (tell: () => void): (() => void) => {
  told.add(tell);
  return () => told.delete(tell);
};

export const useMe = (): string | null => useSyncExternalStore(onChange, () => localStorage.getItem(KEY));
