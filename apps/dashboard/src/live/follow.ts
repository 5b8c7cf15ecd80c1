import { createClient } from 'graphql-ws';
import { ContactRecordedDocument, type ContactRecordedSubscription } from '../ask/operations.js';
import { token } from '../ask/token.js';

/** LOST: since when. */
export type Connection = { readonly state: 'CONNECTING' | 'LIVE' } | { readonly state: 'LOST'; readonly since: number };

type Following = {
  /** The log position to begin after. */
  readonly after: string;
  readonly onContact: () => void;
  readonly onConnection: (connection: Connection) => void;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const WRONG_TOKEN = 4403;

/**
 * Follows the log from a position on. After a lost connection it goes on after the last contact that it got, so that none is
 * missed. @returns what ends it
 */
export function follow({ after, onContact, onConnection }: Following): () => void {
  const client = createClient({
    url: new URL('graphql', document.baseURI).href.replace(/^http/, 'ws'),
    connectionParams: () => ({ authorization: `Bearer ${token.get() ?? ''}` }),
    // The client would send the first `after` again. The loop below sends the last.
    retryAttempts: 0,
    keepAlive: 10_000,
    on: {
      connected: () => {
        pauseMs = FIRST_PAUSE_MS;
        lostSince = null;
        onConnection({ state: 'LIVE' });
      },
      closed: (event) => {
        if ((event as CloseEvent).code === WRONG_TOKEN) token.set(null);
      },
    },
  });
  let pauseMs = FIRST_PAUSE_MS;
  let lostSince: number | null = null;
  let isOver = false;
  let wake = () => {};
  const awake = () => wake();
  addEventListener('online', awake);

  async function readOn(): Promise<void> {
    const contacts = client.iterate<ContactRecordedSubscription>({
      query: ContactRecordedDocument.toString(),
      variables: { after },
    });
    for await (const { data } of contacts) {
      if (data == null) return;
      after = data.contactRecorded.cursor;
      onContact();
    }
  }

  async function keepReading(): Promise<void> {
    while (!isOver) {
      await readOn().catch(() => undefined);
      if (isOver) return;
      lostSince ??= Date.now();
      onConnection({ state: 'LOST', since: lostSince });
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pauseMs * (0.5 + Math.random() / 2));
      });
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  onConnection({ state: 'CONNECTING' });
  void keepReading();
  return () => {
    isOver = true;
    removeEventListener('online', awake);
    wake();
    void client.dispose();
  };
}
