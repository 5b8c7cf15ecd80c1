import type { Database } from '../engine/database.js';

/** A line of a file that is no row. */
export type UnreadableLine = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What stands there, shortened. */
  readonly text: string;
  /** The cell that does not fit the type that the source gives its column; null where the line as a whole is no row. */
  readonly cell: { readonly column: string; readonly value: string } | null;
  readonly bad: string;
};

const LONGEST_TEXT = 200;
/** The engine has the value in its message alone. */
const VALUE = /Could not convert string "(.*)" to '/s;

/** The lines that the engine could not read, each once however often the SQL read it. */
export async function* unreadableLines(
  database: Database,
  given: ReadonlyMap<string, string>,
): AsyncGenerator<UnreadableLine> {
  const [found] = await database.rows(
    "SELECT count(*)::INTEGER AS tables FROM duckdb_tables() WHERE table_name = 'reject_errors'",
  );
  if (found?.tables === 0) return;
  const sql = `SELECT file_path, line::INTEGER, any_value(left(csv_line, ${LONGEST_TEXT})),
      any_value(error_message ORDER BY error_type = 'CAST', column_idx),
      any_value(column_name ORDER BY error_type = 'CAST', column_idx)
    FROM reject_errors JOIN reject_scans USING (scan_id, file_id)
    GROUP BY file_path, line ORDER BY file_path, line`;
  for await (const [path, line, text, bad, column] of database.stream(sql)) {
    const value = VALUE.exec(String(bad))?.[1];
    yield {
      file: given.get(String(path)) ?? String(path),
      line: Number(line),
      text: String(text ?? ''),
      cell: value === undefined ? null : { column: String(column), value },
      bad: String(bad).split('\n')[0] ?? '',
    };
  }
}
