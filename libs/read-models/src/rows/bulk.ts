import { CompiledQuery, type Transaction } from 'kysely';
import type { ViewsSchema } from '../database/database.js';

const ROWS_A_STATEMENT = 50;
const compiled = new Map<string, string>();

/**
 * Inserts many rows. The SQL for a number of rows and columns is compiled once and reused, because compiling costs more
 * than running it. @param upsertOn upsert by this key; left out: a duplicate is an error
 */
export async function insertMany<T extends keyof ViewsSchema>(
  trx: Transaction<ViewsSchema>,
  table: T,
  rows: readonly ViewsSchema[T][],
  upsertOn?: keyof ViewsSchema[T] & string,
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
    const chunk = rows.slice(start, start + ROWS_A_STATEMENT);
    const columns = Object.keys(chunk[0] ?? {});
    const values = chunk.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]));
    await trx.executeQuery(CompiledQuery.raw(statement(trx, table, columns, chunk.length, upsertOn), values));
  }
}

function statement(
  trx: Transaction<ViewsSchema>,
  table: string,
  columns: readonly string[],
  rows: number,
  upsertOn: string | undefined,
): string {
  const adapter = trx.getExecutor().adapter.constructor.name;
  const name = `${adapter}:${table}(${columns.join()}):${rows}:${upsertOn ?? ''}`;
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const blank = Object.fromEntries(columns.map((column) => [column, null]));
  const insert = trx.insertInto(table as 'pending').values(Array.from({ length: rows }, () => blank as never));
  const updated = columns.filter((column) => column !== upsertOn);
  const whole =
    upsertOn === undefined
      ? insert
      : insert.onConflict((conflict) =>
          updated.length === 0
            ? conflict.column(upsertOn as never).doNothing()
            : conflict
                .column(upsertOn as never)
                .doUpdateSet((row) =>
                  Object.fromEntries(updated.map((column) => [column, row.ref(`excluded.${column}` as never)])),
                ),
        );
  const { sql } = whole.compile();
  compiled.set(name, sql);
  return sql;
}
