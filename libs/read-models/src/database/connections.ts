import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { MINUTE_MS, DAY_MS } from '#relationship';
import { readRow, storable } from './storable-text.js';
import { ViewsFull, ViewsUnavailable } from './views-unavailable.js';

/** Time limit of a query, because a caller waits for its answer. */
const PATIENCE_MS = 5_000;
/** Time limit of a statement in a transaction. Only writers use transactions, and their statements may touch every row. */
const PATIENCE_OF_WRITERS_MS = MINUTE_MS;
/** A transaction that is idle for longer is rolled back, so that a process that hangs does not block others. */
const LONGEST_SILENCE_MS = 3_000;
const MOST_CONNECTIONS = 10;

/** In effect no limit, but short enough for a timer. */
const FOREVER_MS = DAY_MS;

/** Rewrites a table. Its caller sets the time limit on the server. */
const TAKES_ITS_TIME = /^vacuum\b/;
const BEGINS = /^(begin|start transaction)\b/;

/** SQLSTATE classes and codes of temporary failures: the statement itself is not wrong and may be retried. */
const PASSING = /^(08|25P03|28|3D|40|53|55P03|57)/;

/**
 * Connections to Postgres for Kysely. A lost connection throws ViewsUnavailable and is never used again.
 * @param isUnhurried whether statements have no time limit
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
  // An error of an idle connection: the next caller gets another connection.
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
      // The server has already rolled back.
      if (text === 'rollback') return { command: 'ROLLBACK', rowCount: 0, rows: [] };
      throw this.lost;
    }
    if (BEGINS.test(text)) this.isWriting = true;
    try {
      const answer = await this.client.query(this.patiently(text), values.map(storable));
      answer.rows.forEach(readRow);
      return answer as PostgresQueryResult<unknown>;
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.lose(error);
      throw unavailable(error);
    }
  }

  /** The types of pg lack the option for a single statement; pg itself supports it. */
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

function unavailable(error: unknown): ViewsUnavailable {
  if (error instanceof ViewsUnavailable) return error;
  return (error as { code?: unknown } | null)?.code === DISK_FULL ? new ViewsFull(error) : new ViewsUnavailable(error);
}

/** An error that is not an answer of the server comes from the connection. */
const isPassing = (error: unknown): boolean => !(error instanceof pg.DatabaseError) || PASSING.test(error.code ?? '');

/** SQLSTATE of a full disk. */
const DISK_FULL = '53100';

/** The type ids of int8 and numeric: counts, sums and times. */
const WHOLE_NUMBERS: ReadonlySet<number> = new Set([20, 1700]);

type Parse = (value: string) => unknown;

/** Parses whole numbers as numbers, like SQLite: all values in the views are below 2^53. */
const getTypeParser = (type: number, format?: 'text' | 'binary'): Parse =>
  WHOLE_NUMBERS.has(type) ? Number : (pg.types.getTypeParser(type, format) as Parse);
