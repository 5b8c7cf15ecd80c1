import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState, type ReactNode } from 'react';
import { followContacts, type Connection } from './follow.js';

/** Contacts that come together make one round of questions; the rounds keep this distance. */
const GATHER_MS = 300;
const BETWEEN_ROUNDS_MS = 1_500;

const ConnectionContext = createContext<Connection>({ state: 'CONNECTING' });

export const useConnection = (): Connection => use(ConnectionContext);

/** Follows the log, and has what is shown asked again when something is recorded. @param after the position to begin at */
export function Live({ after, children }: { readonly after: string; readonly children: ReactNode }) {
  const answers = useQueryClient();
  const [connection, setConnection] = useState<Connection>({ state: 'CONNECTING' });

  useEffect(() => {
    let lastRound = 0;
    let waiting: ReturnType<typeof setTimeout> | null = null;
    const askAgain = (): void => {
      waiting = null;
      lastRound = Date.now();
      void answers.invalidateQueries();
    };
    const onContact = (): void => {
      waiting ??= setTimeout(askAgain, Math.max(GATHER_MS, lastRound + BETWEEN_ROUNDS_MS - Date.now()));
    };
    const end = followContacts({ after, onContact, onConnection: setConnection });
    return () => {
      end();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [after, answers]);

  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}
