import { AnswerRefused, follow, type Connection } from '../../../client/src/index.js';
import { ContactRecordedDocument } from '../ask/operations.js';
import { SERVER } from '../ask/server.js';
import { token } from '../ask/token.js';

export type { Connection };

type Following = {
  /** The log position to begin after. */
  readonly after: string;
  readonly onContact: () => void;
  readonly onConnection: (connection: Connection) => void;
};

/** Hears of each contact from a log position on. @returns what ends it */
export function followContacts({ after, onContact, onConnection }: Following): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  async function read(): Promise<void> {
    for await (const _ of follow(SERVER, ContactRecordedDocument, { after }, { signal, onConnection })) onContact();
  }
  read().catch((error: unknown) => {
    if (signal.aborted) return;
    if (error instanceof AnswerRefused && error.code === 'UNAUTHENTICATED') token.set(null);
    onConnection({ state: 'LOST', since: Date.now() });
  });
  return () => ended.abort();
}
