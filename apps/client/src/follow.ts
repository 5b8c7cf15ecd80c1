import { createClient, type Client } from 'graphql-ws';
import { AnswerRefused, NotReached, refusedBy, type AnsweredError } from './answer-refused.js';
import { ask } from './ask.js';
import { PresentDocument } from './operations.js';
import type { Server, TypedDocument } from './server.js';

/** What a subscription tells: one field, with the cursor to go on after. The document has to select it. */
export type Told = Readonly<Record<string, { readonly cursor: string }>>;

/** LOST: since when, milliseconds since the epoch. */
export type Connection = { readonly state: 'CONNECTING' | 'LIVE' } | { readonly state: 'LOST'; readonly since: number };

export type FollowOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly onConnection?: ((connection: Connection) => void) | undefined;
};

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const KEEP_ALIVE_MS = 10_000;
const WRONG_TOKEN = 4403;

type Listen = (name: 'online', tell: () => void) => void;
/** A browser's; Node has no such events. */
const PAGE = globalThis as { readonly addEventListener?: Listen; readonly removeEventListener?: Listen };

/**
 * What a subscription tells, for as long as it is read. After a lost connection or a restart of the server it goes on after what
 * was told last, so nothing is missed and nothing comes twice. Keep the last `cursor` and give it as `after` to go on in another
 * process. Without `after` it begins at the present.
 * @throws AnswerRefused what asking again does not change
 */
export async function* follow<Data extends Told, Variables extends { readonly after?: string | null | undefined }>(
  server: Server,
  document: TypedDocument<Data, Variables>,
  variables: Variables,
  { signal, onConnection = () => undefined }: FollowOptions = {},
): AsyncGenerator<Data, void, undefined> {
  const isOver = () => signal?.aborted === true;
  const connecting = new Connecting(onConnection, signal);
  const client = clientOf(server, () => connecting.made());
  const dispose = () => void client.dispose();
  signal?.addEventListener('abort', dispose);
  let after = variables.after ?? null;
  try {
    while (!isOver()) {
      try {
        // Else what happens before the first message would be missed if the connection is lost.
        after ??= await present(server, signal);
        const query = document.toString();
        for await (const { data, errors } of client.iterate<Data>({ query, variables: { ...variables, after } })) {
          const [error] = errors ?? [];
          if (error !== undefined) throw refusedBy(error);
          if (data == null) continue;
          after = Object.values(data)[0]?.cursor ?? after;
          yield data;
        }
      } catch (error) {
        const reason = reasonOf(error);
        if (reason instanceof AnswerRefused && !reason.mayPass) throw reason;
      }
      if (!isOver()) await connecting.again();
    }
  } finally {
    signal?.removeEventListener('abort', dispose);
    await client.dispose();
  }
}

/** Where the log ends. */
async function present(server: Server, signal: AbortSignal | undefined): Promise<string> {
  const { relationships } = await ask(server, PresentDocument, {}, { signal });
  return relationships.freshness.head;
}

function clientOf({ url, token }: Server, connected: () => void): Client {
  return createClient({
    url: String(url).replace(/^http/, 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await token()}` }),
    // It would send the first `after` again.
    retryAttempts: 0,
    keepAlive: KEEP_ALIVE_MS,
    on: { connected },
  });
}

/** A socket that was closed, or the errors that ended a subscription. */
function reasonOf(error: unknown): unknown {
  if (error instanceof AnswerRefused || error instanceof NotReached) return error;
  const [answered] = Array.isArray(error) ? (error as AnsweredError[]) : [];
  if (answered !== undefined) return refusedBy(answered);
  if ((error as { readonly code?: unknown } | null)?.code === WRONG_TOKEN)
    return new AnswerRefused('UNAUTHENTICATED', 'The token was not taken, or is no longer good.');
  return error;
}

/** Tells of the connection, and waits longer from try to try. */
class Connecting {
  private pauseMs = FIRST_PAUSE_MS;
  private lostSince: number | null = null;

  constructor(
    private readonly onConnection: (connection: Connection) => void,
    private readonly signal: AbortSignal | undefined,
  ) {
    onConnection({ state: 'CONNECTING' });
  }

  made(): void {
    this.pauseMs = FIRST_PAUSE_MS;
    this.lostSince = null;
    this.onConnection({ state: 'LIVE' });
  }

  /** Waits before the next try. A browser that is online again does not wait on. */
  async again(): Promise<void> {
    this.lostSince ??= Date.now();
    this.onConnection({ state: 'LOST', since: this.lostSince });
    const pauseMs = this.pauseMs * (0.5 + Math.random() / 2);
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
    await new Promise<void>((resolve) => {
      const over = () => {
        clearTimeout(timer);
        this.signal?.removeEventListener('abort', over);
        PAGE.removeEventListener?.('online', over);
        resolve();
      };
      const timer = setTimeout(over, pauseMs);
      this.signal?.addEventListener('abort', over);
      PAGE.addEventListener?.('online', over);
    });
  }
}
