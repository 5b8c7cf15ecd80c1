import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, sql, SqliteDialect } from 'kysely';
import pg from 'pg';
import { LOCK_PATIENCE_MS, onceNotBusy } from '#event-store';
import { TokensUnavailable } from './tokens-failed.js';
import type { AccessSchema } from './access-schema.js';
import { Access } from './access.js';
import { appendOnly } from './append-only.js';

const PATIENCE_MS = 5_000;
const MOST_CONNECTIONS = 4;
const SCHEMA = 'rapport_access';

/** @param file a SQLite file of its own, which exists or can be made @throws TokensUnavailable */
export async function openAccessFile(file: string): Promise<Access> {
  let database: Database.Database | null = null;
  try {
    const opened = new Database(file, { timeout: LOCK_PATIENCE_MS });
    database = opened;
    onceNotBusy(() => opened.pragma('journal_mode = WAL'));
    database.pragma('synchronous = FULL');
    return await prepared(new Kysely<AccessSchema>({ dialect: new SqliteDialect({ database }) }), null);
  } catch (error) {
    database?.close();
    throw failed(error);
  }
}

/** @param url of a Postgres, where it has a schema of its own @throws TokensUnavailable */
export async function openAccessSchema(url: string): Promise<Access> {
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
  // An error of one in use also fails its query, which is told. Without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<AccessSchema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await madeOnce(() => db.schema.createSchema(SCHEMA).ifNotExists().execute());
    return await prepared(db.withSchema(SCHEMA), SCHEMA);
  } catch (error) {
    await db.destroy();
    throw failed(error);
  }
}

async function prepared(db: Kysely<AccessSchema>, schema: string | null): Promise<Access> {
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
  await madeOnce(() =>
    db.schema
      .createTable('audit')
      .ifNotExists()
      .addColumn('entry_id', schema === null ? 'integer' : 'bigserial', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('identity', 'text')
      .addColumn('role', 'text')
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('customer_id', 'text')
      .addColumn('code', 'text')
      .execute(),
  );
  await madeOnce(() =>
    db.schema.createIndex('audit_by_identity').ifNotExists().on('audit').columns(['identity', 'entry_id']).execute(),
  );
  for (const statement of appendOnly(schema)) await madeOnce(() => statement.execute(db));
  // Whoever may not make the trigger starts only where an administrator made it.
  if (schema !== null && !(await isAppendOnly(db, schema)))
    throw new Error(`the audit trail in the schema ${schema} has no trigger that refuses changes`);
  // Fails here, and not at the first request, if something could not be made.
  await db.selectFrom('tokens').select('digest').limit(1).execute();
  await db.selectFrom('audit').select('entry_id').limit(1).execute();
  return new Access(db, failed);
}

async function isAppendOnly(db: Kysely<AccessSchema>, schema: string): Promise<boolean> {
  const found = await sql`select 1 from pg_trigger join pg_class on pg_class.oid = tgrelid
    join pg_namespace on pg_namespace.oid = relnamespace
    where tgname = 'audit_append_only' and relname = 'audit' and nspname = ${schema}`.execute(db);
  return found.rows.length > 0;
}

/** Postgres reports a conflict where two nodes make the same thing at once, also with "if not exists"; then it is there. */
async function madeOnce(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!MADE_BY_ANOTHER.has(String((error as { readonly code?: unknown }).code))) throw error;
  }
}

/** unique_violation in the catalog, duplicate schema, table, function and object; and no right to make what may be there. */
const MADE_BY_ANOTHER: ReadonlySet<string> = new Set(['23505', '42P06', '42P07', '42723', '42710', '42501']);

const failed = (error: unknown): TokensUnavailable =>
  error instanceof TokensUnavailable ? error : new TokensUnavailable(error);
