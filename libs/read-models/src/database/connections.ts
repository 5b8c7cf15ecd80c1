import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { MINUTE_MS, DAY_MS } from '#relationship';
import { ViewsUnavailable } from './views-unavailable.js';

/** A question that takes longer is given up: somebody waits for the answer. */
const PATIENCE_MS = 5_000;
/** So is a statement of a transaction, which only writers begin: one of theirs may touch every row there is. */
const PATIENCE_OF_WRITERS_MS = MINUTE_MS;
/** A transaction whose process says nothing for so long is rolled back, so that a process that stands still holds up nobody. */
const LONGEST_SILENCE_MS = 3_000;
const MOST_CONNECTIONS = 10;

/** As good as for ever, and short enough for a timer. */
const FOREVER_MS = DAY_MS;

/** Rewrites a table. On the server, whoever runs it says how long it may take. */
const TAKES_ITS_TIME = /^vacuum\b/;
const BEGINS = /^(begin|start transaction)\b/;

/** SQLSTATE classes and codes after which the same may be tried again: it is not the statement that is wrong. */
const PASSING = /^(08|25P03|28|3D|40|53|55P03|57)/;

/**
 * Connections to Postgres for Kysely: a lost one is told by a ViewsUnavailable, and never used again.
 * @param isUnhurried where statements may take as long as they do
 */
export function connectionsTo(url: string, isUnhurried = false): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rapport views',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: isUnhurried ? FOREVER_MS : PATIENCE_MS,
    statement_timeout: isUnhurried ? FOREVER_MS : PATIENCE_OF_WRITERS_MS,
    idle_in_transaction_session_timeout: LONGEST_SILENCE_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // Of a connection that nobody uses. The next one to want it is given another.
  pool.on('error', () => undefined);
  return {
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw unavailable(error);
      });
      return new Connection(client, isUnhurried) as object as PostgresPoolClient;
    },
    end: () => pool.end(),
    options: {},
  };
}

class Connection {
  private lost: ViewsUnavailable | null = null;
  private isWriting = false;

  constructor(
    private readonly client: pg.PoolClient,
    private readonly isUnhurried: boolean,
  ) {
    client.on('error', this.lose);
  }

  async query(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<unknown>> {
    if (this.lost !== null) {
      // The server has rolled back by itself.
      if (text === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
      throw this.lost;
    }
    if (BEGINS.test(text)) this.isWriting = true;
    try {
      return (await this.client.query(this.patiently(text), [...values])) as PostgresQueryResult<unknown>;
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.lose(error);
      throw unavailable(error);
    }
  }

  /** The types of pg do not know the option for a single statement; pg does. */
  private patiently(text: string): string | { readonly text: string; readonly query_timeout: number } {
    if (this.isUnhurried) return text;
    if (TAKES_ITS_TIME.test(text)) return { text, query_timeout: FOREVER_MS };
    return this.isWriting ? { text, query_timeout: PATIENCE_OF_WRITERS_MS } : text;
  }

  release(discard = false): void {
    this.client.removeListener('error', this.lose);
    this.client.release(discard || this.lost !== null);
  }

  private readonly lose = (error: unknown): void => {
    this.lost ??= unavailable(error);
  };
}

const unavailable = (error: unknown): ViewsUnavailable =>
  error instanceof ViewsUnavailable ? error : new ViewsUnavailable(error);

/** What is not an answer of the server's is the connection's. */
const isPassing = (error: unknown): boolean => !(error instanceof pg.DatabaseError) || PASSING.test(error.code ?? '');

/** Of int8 and numeric: counts, sums and times. */
const WHOLE_NUMBERS: ReadonlySet<number> = new Set([20, 1700]);

type Parse = (value: string) => unknown;

/** Whole numbers as numbers, as SQLite gives them: all of ours are below 2^53. */
const getTypeParser = (type: number, format?: 'text' | 'binary'): Parse =>
  WHOLE_NUMBERS.has(type) ? Number : (pg.types.getTypeParser(type, format) as Parse);
