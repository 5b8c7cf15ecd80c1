import type Database from 'better-sqlite3';
import { columnsOf, viewsIn } from '#read-models';
import type { Column, ColumnType, Dataset, Value } from '../../tables/datasets/dataset.js';

type Cells = Readonly<Record<string, unknown>>;

/** Column types by SQLite's affinity rules. Every integer becomes int64, since positions and milliseconds need it. */
function typeOf(declared: string): ColumnType {
  if (/int/i.test(declared)) return 'position';
  return /real|floa|doub/i.test(declared) ? 'number' : 'text';
}

/** The tables of the views as datasets, sorted by name. */
export const viewTables = (db: Database.Database): Dataset<Cells>[] =>
  viewsIn(db).map((name) => ({
    name,
    says: `The view ${name}.`,
    columns: columnsOf(db, name).map((each) => columnOf(each.name, each.type)),
  }));

/** Written into each Parquet file; `assertOlderExport` of any later release recognises the file by it. Never change it. */
export const columnSays = (column: string): string => `The column ${column} of the view.`;

function columnOf(name: string, declared: string): Column<Cells> {
  const type = typeOf(declared);
  const of = (row: Cells): Value => {
    const cell = row[name] as string | number | null;
    return type === 'position' && cell !== null ? BigInt(cell) : cell;
  };
  return { name, type, says: columnSays(name), of };
}

/** The rows of a table, at most `most` at a time. */
export function* rowsOf(db: Database.Database, table: string, most: number): Iterable<readonly Cells[]> {
  let held: Cells[] = [];
  for (const row of db.prepare<[], Cells>(`SELECT * FROM ${table}`).iterate()) {
    held.push(row);
    if (held.length < most) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}
