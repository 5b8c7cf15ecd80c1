// Connections to Postgres, with time limits on both ends: a process that hangs must not hold up the others.
import { hostname } from 'node:os';
import pg from 'pg';
import type { Patience } from './options.js';

/** The server ends a transaction that has been silent for so long, and with it the lock of the log. */
const LONGEST_SILENCE_MS = 3_000;
/** The driver gives up a little after the server, so that the server's answer comes first where there is one. */
const GRACE_MS = 500;
const MOST_READS = 8;
/** Shows an operator the process in pg_stat_activity; names there have at most 63 bytes. */
const NAME = `rapport log ${process.pid}@${hostname()}`.slice(0, 63);

const unlimited = (url: string, { attemptMs }: Patience): pg.ClientConfig => ({
  connectionString: url,
  application_name: NAME,
  connectionTimeoutMillis: attemptMs,
  idle_in_transaction_session_timeout: LONGEST_SILENCE_MS,
  keepAlive: true,
});

const limited = (url: string, patience: Patience): pg.ClientConfig => ({
  ...unlimited(url, patience),
  query_timeout: patience.attemptMs + GRACE_MS,
  lock_timeout: patience.attemptMs,
});

/** Waits for the disk also where the server is set not to; what is stricter than that is left as it is. */
const DURABLE = `select set_config('synchronous_commit', 'on', false)
  where current_setting('synchronous_commit') in ('off', 'local')`;

/**
 * Each statement of the log finds its rows by an index. A plan made while the tables are small would read them whole, and
 * be kept while they grow.
 */
const BY_INDEX = 'set enable_seqscan = off; set enable_bitmapscan = off';

/** The pool waits for the promise, although its type does not say so. */
const useIndexes = (client: pg.ClientBase): unknown => client.query(BY_INDEX);

/** A session that appends. Statements need not wait for the answer to the one before. */
export async function openWriter(url: string, patience: Patience): Promise<pg.Client> {
  // The server has no limit for a statement: it would end a commit's wait for a replica, and acknowledge it without the replica.
  const client = new pg.Client({ ...limited(url, patience), pipeline: true });
  // A lost connection fails the statement under way, and the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(DURABLE);
    await useIndexes(client);
    return client;
  } catch (error) {
    discard(client);
    throw error;
  }
}

/** A session without a limit for statements: a migration may take long. */
export async function openUnhurried(url: string, patience: Patience): Promise<pg.Client> {
  const client = new pg.Client(unlimited(url, patience));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** A session that only listens. */
export function listeningClient(url: string, patience: Patience): pg.Client {
  const client = new pg.Client(limited(url, patience));
  client.on('error', () => undefined);
  return client;
}

export function openReaders(url: string, patience: Patience): pg.Pool {
  const pool = new pg.Pool({
    ...limited(url, patience),
    statement_timeout: patience.attemptMs,
    max: MOST_READS,
    onConnect: useIndexes,
  });
  // An idle connection was lost: the next read gets another one.
  pool.on('error', () => undefined);
  return pool;
}

/** Ends a session that nobody waits for, whatever state it is in. */
export function discard(client: pg.Client): void {
  client.end().catch(() => undefined);
}
