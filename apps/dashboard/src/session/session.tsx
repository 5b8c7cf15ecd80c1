import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { token } from '../ask/token.js';
import { SignIn } from './sign-in.js';

/** Shows its children to whoever is signed in, and the sign-in to everybody else. */
export function Session({ children }: { readonly children: ReactNode }) {
  const current = useSyncExternalStore(token.onChange, token.get);
  const wasSignedIn = useRef(false);
  useEffect(() => {
    if (current !== null) wasSignedIn.current = true;
  }, [current]);
  return current === null ? <SignIn hasEnded={wasSignedIn.current} /> : children;
}
