import Database from 'better-sqlite3';
import { sql, type Transaction } from 'kysely';
import { MINUTE_MS } from '#relationship';
import { openSqliteViews, type ViewsSchema } from '../database/database.js';
import { migrateViews } from '../database/migrations.js';
import { connectToViews } from '../database/open-postgres-views.js';
import { columnsOf, settle, viewsIn, type CopiedViews, type CopyOptions } from './copied-file.js';

/** The database has no views that this release can copy; the message is one sentence. */
export class NoSuchViews extends Error {}

const ROWS_AT_A_TIME = 1_000;
/** A copy blocks only the scrub of erased names. The server ends one that is idle for longer. */
const SILENCE_OF_COPY_MS = MINUTE_MS;

type Reading = Transaction<ViewsSchema>;
type Table = { readonly name: string; readonly columns: readonly string[] };
type Cells = Readonly<Record<string, string | number | null>>;

/**
 * Copies the views in Postgres as of one moment into the tables of embedded views, in batches of rows. It writes nothing to
 * the database and takes no lease, so a read-only user is enough.
 * @param to an existing, empty file
 * @throws ViewsUnavailable, NoSuchViews
 */
export async function copyPostgresViews(url: string, to: string, options: CopyOptions): Promise<CopiedViews> {
  const layout = openSqliteViews(to);
  await migrateViews(layout).finally(() => layout.destroy());
  const copy = new Database(to);
  const views = connectToViews(url, true);
  try {
    // After an interruption the caller deletes the file, so no journal is needed.
    copy.pragma('journal_mode = OFF');
    copy.pragma('synchronous = OFF');
    await views
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((trx) => copyTables(trx, copy, options));
    return settle(copy);
  } finally {
    await views.destroy();
    copy.close();
  }
}

async function copyTables(trx: Reading, copy: Database.Database, { withNames, reach }: CopyOptions): Promise<void> {
  await sql`set local idle_in_transaction_session_timeout = ${sql.lit(SILENCE_OF_COPY_MS)}`.execute(trx);
  const tables = viewsIn(copy).map((name) => ({ name, columns: columnsOf(copy, name).map((column) => column.name) }));
  await assertOurs(trx, tables);
  let total = 0;
  for (const { name } of tables) total += await countOf(trx, name);
  let done = 0;
  for (const table of tables) {
    const insert = inserting(copy, table);
    if (table.name === 'name_words' && !withNames) continue;
    for await (const rows of rowsOf(trx, table, withNames)) {
      insert(rows);
      reach((done += rows.length), total);
    }
  }
}

/** @throws NoSuchViews if the tables are missing or are of another release */
async function assertOurs(trx: Reading, tables: readonly Table[]): Promise<void> {
  const { rows } = await sql<{ place: string }>`select table_name || '.' || column_name as place
    from information_schema.columns where table_schema = current_schema()`.execute(trx);
  const there = new Set(rows.map(({ place }) => place));
  const wanted = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`));
  const missing = wanted.filter((place) => !there.has(place));
  if (missing.length === wanted.length) throw new NoSuchViews('the database holds no views that its user may read');
  if (missing.length > 0)
    throw new NoSuchViews(`the views in the database are of another release: ${missing.join(', ')} is not there`);
}

async function countOf(trx: Reading, table: string): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`.execute(trx);
  return rows[0]?.rows ?? 0;
}

/** Without `withNames`, names do not leave the database. */
async function* rowsOf(trx: Reading, { name, columns }: Table, withNames: boolean): AsyncIterable<readonly Cells[]> {
  const selected = columns.map((column) =>
    name === 'relationships' && column === 'name' && !withNames ? sql`customer_id as name` : sql.ref(column),
  );
  await sql`declare copied no scroll cursor for select ${sql.join(selected)} from ${sql.table(name)}`.execute(trx);
  for (;;) {
    const { rows } = await sql<Cells>`fetch ${sql.lit(ROWS_AT_A_TIME)} from copied`.execute(trx);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close copied`.execute(trx);
}

/** Empties a table. @returns inserts a batch of rows */
function inserting(copy: Database.Database, { name, columns }: Table): (rows: readonly Cells[]) => void {
  copy.exec(`DELETE FROM ${name}`);
  const values = columns.map((column) => `@${column}`);
  const insert = copy.prepare<Cells>(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values.join(', ')})`);
  return copy.transaction((rows: readonly Cells[]) => rows.forEach((row) => insert.run(row)));
}
