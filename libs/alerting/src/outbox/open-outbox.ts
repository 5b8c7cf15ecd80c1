import Database from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, type ColumnDataType } from 'kysely';
import pg from 'pg';
import { LOCK_PATIENCE_MS, onceNotBusy } from '#event-store';
import type { OutboxSchema } from './outbox-schema.js';
import { Outbox } from './outbox.js';

const PATIENCE_MS = 5_000;
const MOST_CONNECTIONS = 4;
const SCHEMA = 'rapport_alerts';

/** @param file a SQLite file of its own, which exists or can be made @throws SqliteError */
export async function openOutboxFile(file: string): Promise<Outbox> {
  const database = new Database(file, { timeout: LOCK_PATIENCE_MS });
  try {
    onceNotBusy(() => database.pragma('journal_mode = WAL'));
    database.pragma('synchronous = FULL');
    return await prepared(new Kysely<OutboxSchema>({ dialect: new SqliteDialect({ database }) }), 'integer');
  } catch (error) {
    database.close();
    throw error;
  }
}

/** @param url of a Postgres, where it has a schema of its own @throws DatabaseError */
export async function openOutboxSchema(url: string): Promise<Outbox> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'rapport alerts',
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    keepAlive: true,
    // Before the first query of each connection, also for the names in subqueries that are written as SQL.
    options: `-c search_path=${SCHEMA}`,
  });
  // An error of an idle connection: the next caller gets another connection.
  pool.on('error', () => undefined);
  // An error of one in use also fails its query, which is told. Without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<OutboxSchema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await madeOnce(() => db.schema.createSchema(SCHEMA).ifNotExists().execute());
    return await prepared(db, 'bigserial');
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function prepared(db: Kysely<OutboxSchema>, sequence: ColumnDataType): Promise<Outbox> {
  await madeOnce(() =>
    db.schema
      .createTable('reading')
      .ifNotExists()
      .addColumn('one', 'integer', (column) => column.primaryKey())
      .addColumn('store', 'text', (column) => column.notNull())
      .addColumn('position', 'bigint', (column) => column.notNull())
      .addColumn('looked_at', 'bigint', (column) => column.notNull())
      .execute(),
  );
  await madeOnce(() =>
    db.schema
      .createTable('deliveries')
      .ifNotExists()
      // A sequence is not used twice, also after the last delivery was removed.
      .addColumn('sequence', sequence, (column) =>
        sequence === 'integer' ? column.primaryKey().autoIncrement() : column.primaryKey(),
      )
      .addColumn('delivery_id', 'text', (column) => column.notNull().unique())
      .addColumn('endpoint_id', 'text', (column) => column.notNull())
      .addColumn('rule_id', 'text', (column) => column.notNull())
      .addColumn('customer_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('settled_at', 'bigint')
      .addColumn('failure', 'text')
      .execute(),
  );
  for (const [name, columns] of Object.entries({
    due: ['state', 'endpoint_id', 'next_at'],
    order: ['endpoint_id', 'customer_id', 'state', 'sequence'],
  } as const))
    await madeOnce(() =>
      db.schema
        .createIndex(`deliveries_by_${name}`)
        .ifNotExists()
        .on('deliveries')
        .columns([...columns])
        .execute(),
    );
  // Fails here, and not at the first alert, if something could not be made.
  await db.selectFrom('reading').select('one').limit(1).execute();
  await db.selectFrom('deliveries').select('sequence').limit(1).execute();
  return new Outbox(db);
}

/** Postgres reports a conflict where two nodes make the same thing at once, also with "if not exists"; then it is there. */
async function madeOnce(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!MADE_BY_ANOTHER.has(String((error as { readonly code?: unknown }).code))) throw error;
  }
}

/** unique_violation in the catalog, duplicate schema, table and object; and no right to make what may be there. */
const MADE_BY_ANOTHER: ReadonlySet<string> = new Set(['23505', '42P06', '42P07', '42710', '42501']);
