import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import pg from 'pg';
import { LOCK_PATIENCE_MS } from '#event-store';
import { TokensUnavailable } from './tokens-failed.js';
import { Tokens, type TokensSchema } from './tokens.js';

const PATIENCE_MS = 5_000;
const MOST_CONNECTIONS = 4;
const SCHEMA = 'rapport_access';

/** @param file a SQLite file of its own, which exists or can be made @throws TokensUnavailable */
export async function openTokensFile(file: string): Promise<Tokens> {
  let database: Database.Database | null = null;
  try {
    database = new Database(file);
    database.pragma(`busy_timeout = ${LOCK_PATIENCE_MS}`);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    return await prepared(new Kysely<TokensSchema>({ dialect: new SqliteDialect({ database }) }));
  } catch (error) {
    database?.close();
    throw failed(error);
  }
}

/** @param url of a Postgres, where the tokens have a schema of their own @throws TokensUnavailable */
export async function openTokensSchema(url: string): Promise<Tokens> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rapport tokens',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
  });
  // An error of an idle connection: the next caller gets another connection.
  pool.on('error', () => undefined);
  const db = new Kysely<TokensSchema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await madeOnce(() => db.schema.createSchema(SCHEMA).ifNotExists().execute());
    return await prepared(db.withSchema(SCHEMA));
  } catch (error) {
    await db.destroy();
    throw failed(error);
  }
}

async function prepared(db: Kysely<TokensSchema>): Promise<Tokens> {
  await madeOnce(() =>
    db.schema
      .createTable('tokens')
      .ifNotExists()
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('identity', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('team', 'text')
      .addColumn('portfolio', 'text')
      .addColumn('may_read_text', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .execute(),
  );
  await madeOnce(() =>
    db.schema
      .createIndex('tokens_by_name')
      .ifNotExists()
      .on('tokens')
      .column('name')
      .unique()
      .where(sql.ref('revoked_at'), 'is', null)
      .execute(),
  );
  return new Tokens(db, failed);
}

/** Postgres reports a conflict where two nodes make the same thing at once, also with "if not exists"; then it is there. */
async function madeOnce(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!MADE_BY_ANOTHER.has(String((error as { readonly code?: unknown }).code))) throw error;
  }
}

/** unique_violation in the catalog, duplicate schema, table and relation. */
const MADE_BY_ANOTHER: ReadonlySet<string> = new Set(['23505', '42P06', '42P07']);

const failed = (error: unknown): TokensUnavailable =>
  error instanceof TokensUnavailable ? error : new TokensUnavailable(error);
